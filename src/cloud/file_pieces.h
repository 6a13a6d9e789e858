#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/result.h"
#include "cloud/remote_writer.h"

namespace theta::cloud {

/// A file that is read in pieces.
class FilePieces {
 public:
  static Result<FilePieces> open(const std::string& path);

  uint64_t size() const { return size_; }       ///< bytes when it was opened
  int64_t changed() const { return changed_; }  ///< nanoseconds since 1970 when it was last written
  /// The `count` bytes from `offset` on; fewer at the end.
  Result<std::string> read(uint64_t offset, size_t count) const;
  Status for_each(const std::function<Status(std::string_view piece)>& take) const;
  Result<Expected> digest() const;

 private:
  std::string path_;
  Descriptor file_;
  uint64_t size_ = 0;
  int64_t changed_ = 0;
};

}  // namespace theta::cloud
