#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/descriptor.h"
#include "storage/disk.h"

namespace theta::storage {

/// A disk for tests whose calls fail with `error` as soon as `good_calls` of the chosen kind have gone well.
class FailingDisk : public Disk {
 public:
  enum class Call : uint8_t { kWrite, kSync, kFolder, kName };
  Call call = Call::kWrite;
  int error = 0;        ///< errno to fail with; 0: nothing fails
  int good_calls = 0;   ///< counted down
  bool half = false;    ///< a write that fails writes half of its bytes first
  uint64_t failed = 0;  ///< calls that failed

  ssize_t write(int fd, const char* bytes, size_t count) override;
  int sync(int fd) override;
  int make_folder(int parent, const char* name) override;
  int link(int from_folder, const char* from, int to_folder, const char* to) override;
  int rename(int from_folder, const char* from, int to_folder, const char* to) override;

 private:
  bool fails(Call now);
};

/// A disk that forgets at a power cut what was not flushed: bytes of files, and entries of folders.
class PowerCutDisk : public Disk {
 public:
  /// `stash` is a folder on the same file system for what was replaced.
  explicit PowerCutDisk(const std::string& stash);

  int calls_left = -1;  ///< calls until the power goes, after which all fail with EIO; negative: it stays

  /// Brings the folders to what a disk may hold that did only what it was told to flush.
  void cut();

  ssize_t write(int fd, const char* bytes, size_t count) override;
  int sync(int fd) override;
  int make_folder(int parent, const char* name) override;
  int link(int from_folder, const char* from, int to_folder, const char* to) override;
  int rename(int from_folder, const char* from, int to_folder, const char* to) override;

 private:
  struct Entry {
    Descriptor folder;
    std::string name;
    uint64_t inode = 0;  // of the folder
    std::string former;  // in the stash; empty: there was nothing
    bool is_folder = false;
    bool is_hollow = false;  // a file whose bytes were not flushed before it got the name
  };
  bool has_power();
  void remember(Entry entry);
  Entry entry_of(int folder, const char* name);

  Descriptor stash_;
  int stashed_ = 0;
  std::unordered_set<uint64_t> flushed_files_;
  std::vector<Entry> pending_;  // changes of folders that were not flushed
  std::vector<Entry> hollow_;   // names that were flushed, of files that were not
};

}  // namespace theta::storage
