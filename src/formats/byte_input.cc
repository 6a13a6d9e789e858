#include "formats/byte_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <utility>

namespace theta::formats {

ByteInput::ByteInput(std::string path, void* file, uint64_t size)
    : path_(std::move(path)), file_(file), size_(size), buffer_(kPiece) {}

ByteInput::ByteInput(std::unique_ptr<ByteSource> source, uint64_t size)
    : file_(nullptr), size_(size), source_(std::move(source)) {}

ByteInput::ByteInput(ByteInput&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, nullptr)),
      size_(other.size_),
      buffer_(std::move(other.buffer_)),
      source_(std::move(other.source_)),
      source_position_(other.source_position_) {}

ByteInput::~ByteInput() {
  if (file_ != nullptr) ::gzclose(static_cast<gzFile>(file_));
}

Result<ByteInput> ByteInput::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno_error(errno, "open", path);
  struct stat info = {};
  if (::fstat(descriptor, &info) != 0 || S_ISDIR(info.st_mode)) {
    ::close(descriptor);
    return bad_input("{}: is not a file", path);
  }
  const gzFile file = ::gzdopen(descriptor, "rb");
  if (file == nullptr) {
    ::close(descriptor);
    return make_error(ErrorKind::kExhausted, "cannot read {}: out of memory", path);
  }
  ::gzbuffer(file, 256 << 10);
  return ByteInput(path, file, static_cast<uint64_t>(info.st_size));
}

Result<std::string_view> ByteInput::read() {
  if (source_ != nullptr) {
    THETA_ASSIGN(const std::string_view piece, source_->read());
    source_position_ += piece.size();
    return piece;
  }
  const auto file = static_cast<gzFile>(file_);
  const int count = ::gzread(file, buffer_.data(), static_cast<unsigned>(buffer_.size()));
  int code = Z_OK;
  const char* const message = ::gzerror(file, &code);
  if (code == Z_ERRNO) return errno_error(errno, "read", path_);
  if (count < 0) return bad_input("{}: damaged gzip file ({})", path_, message);
  // zlib reports a cut file only beside the last bytes.
  if (code == Z_BUF_ERROR) return bad_input("{}: gzip file ends too early", path_);
  return std::string_view(buffer_.data(), static_cast<size_t>(count));
}

uint64_t ByteInput::position() const {
  if (source_ != nullptr) return source_position_;
  const z_off_t offset = ::gzoffset(static_cast<gzFile>(file_));
  return offset < 0 ? 0 : static_cast<uint64_t>(offset);
}

Result<std::string> read_plain_or_gzip(const std::string& path) {
  THETA_ASSIGN(ByteInput input, ByteInput::open(path));
  std::string all;
  for (;;) {
    THETA_ASSIGN(const std::string_view piece, input.read());
    if (piece.empty()) return all;
    all += piece;
  }
}

}  // namespace theta::formats
