#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::formats {

/// Bytes in pieces that come from elsewhere than a file of their own: an entry of an archive.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next piece; empty at the end. Valid until the next call.
  virtual Result<std::string_view> read() = 0;
};

/// Reads a file from start to end in pieces, unpacking gzip on the way when the file is gzip by its first
/// bytes.
class ByteInput {
 public:
  static Result<ByteInput> open(const std::string& path);
  /// The bytes of `source` as they are; `size` in all, as far as is known.
  ByteInput(std::unique_ptr<ByteSource> source, uint64_t size);
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
  std::unique_ptr<ByteSource> source_;  // instead of file_
  uint64_t source_position_ = 0;
};

/// The whole of a plain or gzip file.
Result<std::string> read_plain_or_gzip(const std::string& path);

}  // namespace theta::formats
