#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::formats {

/// Reads a file from start to end in pieces, unpacking gzip on the way when the file is gzip by its first
/// bytes.
class ByteInput {
 public:
  static Result<ByteInput> open(const std::string& path);
  ~ByteInput();
  ByteInput(ByteInput&& other) noexcept;
  ByteInput& operator=(ByteInput&& other) noexcept = delete;
  ByteInput(const ByteInput&) = delete;
  ByteInput& operator=(const ByteInput&) = delete;

  /// The next piece, up to kPiece bytes; empty at the end. Valid until the next call. A damaged or cut gzip
  /// file is a bad-input error.
  Result<std::string_view> read();

  /// Bytes of the file itself that were read so far, and its size: for progress.
  uint64_t position() const;
  uint64_t size() const { return size_; }

  static constexpr size_t kPiece = size_t{1} << 20;

 private:
  ByteInput(std::string path, void* file, uint64_t size);
  std::string path_;
  void* file_;  // zlib's gzFile
  uint64_t size_;
  std::vector<char> buffer_;
};

/// The whole of a plain or gzip file.
Result<std::string> read_plain_or_gzip(const std::string& path);

}  // namespace theta::formats
