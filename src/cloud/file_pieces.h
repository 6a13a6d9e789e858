#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/result.h"

namespace theta::cloud {

/// What is known of bytes before they are sent.
struct Expected {
  std::string sha256;
  uint64_t crc64 = 0;
};

/// A file that is read in pieces, by any number of threads.
class FilePieces {
 public:
  static Result<FilePieces> open(const std::string& path);

  uint64_t size() const { return size_; }       ///< bytes when it was opened
  int64_t changed() const { return changed_; }  ///< nanoseconds since 1970 when it was last written
  /// The `count` bytes from `offset` on; fewer at the end.
  Result<std::string> read(uint64_t offset, size_t count) const;
  Status for_each(const std::function<Status(std::string_view piece)>& take) const;
  Result<Expected> digest() const;
  /// kBadInput when the file was written since it was opened.
  Status check_unchanged() const;

 private:
  std::string path_;
  Descriptor file_;
  uint64_t size_ = 0;
  int64_t changed_ = 0;
};

}  // namespace theta::cloud
