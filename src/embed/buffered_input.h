#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct gzFile_s;

namespace theta::embed {

/// Reads a file, plain or gzip, front to back through one buffer that grows only to the longest piece asked
/// for. Every returned view is valid until the next call. Errors name the path and do not repeat: stop at the
/// first.
class BufferedInput {
 public:
  static Result<BufferedInput> open(const std::string& path);

  /// The next line without its "\n" or "\r\n", or nothing at the end of the file.
  /// kBadInput when it is longer than kMaxLineBytes.
  Result<std::optional<std::string_view>> next_line();

  /// The bytes up to the next `mark`, which is skipped. Nothing when none follows within kMaxLineBytes.
  Result<std::optional<std::string_view>> take_until(char mark);

  /// The next `count` bytes; fewer only at the end of the file.
  Result<std::string_view> take(size_t count);

  /// Like take(), but the bytes stay to be read.
  Result<std::string_view> peek(size_t count);

  /// Bytes read so far, after decompression.
  uint64_t position() const { return position_; }

  static constexpr size_t kMaxLineBytes = size_t{8} << 20;

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };
  BufferedInput(std::string path, std::unique_ptr<gzFile_s, Close> file);
  std::string_view pending() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void skip(size_t count);
  /// Reads until at least `count` bytes are pending or the file ends.
  Status fill(size_t count);
  /// Offset of `mark` among the pending bytes, reading on as needed.
  Result<std::optional<size_t>> find(char mark);

  std::string path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::vector<char> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
  uint64_t position_ = 0;
  bool at_end_ = false;
};

}  // namespace theta::embed
