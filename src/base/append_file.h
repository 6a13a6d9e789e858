#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace theta {

/// A file that grows at its end, held by one writer at a time (flock). Whoever only reads needs no lock, and
/// may then see the last piece half written. Movable; the lock ends with the object.
class AppendFile {
 public:
  /// Opens `path`, created empty where it is missing, and waits for its lock: kConflict when another holds it
  /// longer than `patience`.
  static Result<AppendFile> lock(const std::string& path, std::chrono::milliseconds patience);
  ~AppendFile();
  AppendFile(AppendFile&& other) noexcept
      : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
  AppendFile& operator=(AppendFile&& other) noexcept = delete;
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  /// Cuts the file to `size` bytes and writes `bytes` there. They are on the disk when this returns; after an
  /// error the file has `size` bytes again, so far as the system still allows it.
  Status append_at(uint64_t size, std::string_view bytes);

 private:
  AppendFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace theta
