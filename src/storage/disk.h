#pragma once

#include <sys/types.h>

#include <cstddef>

namespace theta::storage {

/// The system calls that change what a LocalStore holds, so that tests can make them fail, run out of space,
/// end the process or lose power. They return what the calls return and set errno.
class Disk {
 public:
  virtual ~Disk() = default;
  virtual ssize_t write(int fd, const char* bytes, size_t count);
  /// fsync() of a file or folder.
  virtual int sync(int fd);
  virtual int make_folder(int parent, const char* name);
  /// A second name for a file; fails when the name is taken.
  virtual int link(int from_folder, const char* from, int to_folder, const char* to);
  /// Another name for a file, in place of what has that name.
  virtual int rename(int from_folder, const char* from, int to_folder, const char* to);
  virtual int unlink(int folder, const char* name);

  /// The calls themselves.
  static Disk& real();
};

}  // namespace theta::storage
