#include "embed/buffered_input.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/files.h"

namespace theta::embed {
namespace {

constexpr size_t kReadBytes = size_t{1} << 20;

}  // namespace

void BufferedInput::Close::operator()(gzFile_s* file) const {
  gzclose_r(file);
}

BufferedInput::BufferedInput(std::string path, std::unique_ptr<gzFile_s, Close> file)
    : path_(std::move(path)), file_(std::move(file)), buffer_(2 * kReadBytes) {}

Result<BufferedInput> BufferedInput::open(const std::string& path) {
  if (is_folder(path)) return bad_input("{} is a folder, not a file of word vectors", path);
  errno = 0;
  std::unique_ptr<gzFile_s, Close> file(gzopen(path.c_str(), "rb"));
  if (!file) return errno_error(errno, "open", path);
  gzbuffer(file.get(), kReadBytes);
  return BufferedInput(path, std::move(file));
}

void BufferedInput::skip(size_t count) {
  begin_ += count;
  position_ += count;
}

Status BufferedInput::fill(size_t count) {
  while (end_ - begin_ < count && !at_end_) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() < end_ + kReadBytes) buffer_.resize(std::max(end_ + kReadBytes, 2 * buffer_.size()));
    const int got = gzread(file_.get(), buffer_.data() + end_, static_cast<unsigned>(kReadBytes));
    if (got < static_cast<int>(kReadBytes)) {
      // gzread also stops short, without saying so, where a compressed file was cut off.
      int code = Z_OK;
      const char* reason = gzerror(file_.get(), &code);
      if (code == Z_ERRNO) return errno_error(errno, "read", path_);
      if (code != Z_OK) return bad_input("{} is damaged or cut off: {}", path_, reason);
      at_end_ = true;
    }
    end_ += static_cast<size_t>(std::max(got, 0));
  }
  return {};
}

Result<std::optional<size_t>> BufferedInput::find(char mark) {
  size_t searched = 0;
  while (true) {
    const size_t offset = pending().find(mark, searched);
    if (offset != std::string_view::npos) return std::optional<size_t>(offset);
    searched = pending().size();
    if (at_end_ || searched > kMaxLineBytes) return std::optional<size_t>();
    THETA_RETURN_IF_ERROR(fill(searched + 1));
  }
}

Result<std::optional<std::string_view>> BufferedInput::next_line() {
  THETA_ASSIGN(const std::optional<size_t> newline, find('\n'));
  if (!newline && !at_end_) return bad_input("{} has a line longer than {} MiB", path_, kMaxLineBytes >> 20);
  std::string_view line = pending().substr(0, newline.value_or(std::string_view::npos));
  if (!newline && line.empty()) return std::optional<std::string_view>();
  skip(line.size() + (newline ? 1 : 0));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return std::optional<std::string_view>(line);
}

Result<std::optional<std::string_view>> BufferedInput::take_until(char mark) {
  THETA_ASSIGN(const std::optional<size_t> offset, find(mark));
  if (!offset) return std::optional<std::string_view>();
  const std::string_view bytes = pending().substr(0, *offset);
  skip(*offset + 1);
  return std::optional<std::string_view>(bytes);
}

Result<std::string_view> BufferedInput::peek(size_t count) {
  THETA_RETURN_IF_ERROR(fill(count));
  return pending().substr(0, count);
}

Result<std::string_view> BufferedInput::take(size_t count) {
  THETA_ASSIGN(const std::string_view bytes, peek(count));
  skip(bytes.size());
  return bytes;
}

}  // namespace theta::embed
