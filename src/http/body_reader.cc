#include "http/body_reader.h"

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace theta::http {

Result<std::string> BodyReader::read_all(uint64_t limit) {
  std::string whole;
  for (;;) {
    THETA_ASSIGN(const std::string_view piece, next());
    if (piece.empty()) return whole;
    if (piece.size() > limit - whole.size()) {
      return make_error(ErrorKind::kExhausted, "the body has more than {} bytes", limit);
    }
    whole += piece;
  }
}

Result<uint64_t> BodyReader::to_file(int descriptor, const std::string& name) {
  uint64_t written = 0;
  for (;;) {
    THETA_ASSIGN(std::string_view piece, next());
    if (piece.empty()) return written;
    while (!piece.empty()) {
      const ssize_t count = ::write(descriptor, piece.data(), piece.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return errno_error(errno, "write", name);
      piece.remove_prefix(static_cast<size_t>(count));
      written += static_cast<uint64_t>(count);
    }
  }
}

Result<std::string_view> StringBody::next() {
  if (std::exchange(given_, true)) return std::string_view();
  return std::string_view(text_);
}

}  // namespace theta::http
