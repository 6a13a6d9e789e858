#include "cloud/file_pieces.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/crc64.h"
#include "base/hash.h"

namespace theta::cloud {
namespace {

constexpr size_t kPiece = size_t{1} << 20;

int64_t changed_at(const struct stat& facts) {
  return int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

}  // namespace

Result<FilePieces> FilePieces::open(const std::string& path) {
  FilePieces out;
  out.path_ = path;
  out.file_ = Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!out.file_.valid()) return errno_error(errno, "open", path);
  struct stat facts {};
  if (::fstat(out.file_.get(), &facts) != 0) return errno_error(errno, "look at", path);
  if (!S_ISREG(facts.st_mode)) return bad_input("{}: is no file", path);
  out.size_ = static_cast<uint64_t>(facts.st_size);
  out.changed_ = changed_at(facts);
  return out;
}

Status FilePieces::check_unchanged() const {
  struct stat facts {};
  if (::fstat(file_.get(), &facts) != 0) return errno_error(errno, "look at", path_);
  if (static_cast<uint64_t>(facts.st_size) == size_ && changed_at(facts) == changed_) return {};
  return bad_input("{}: was changed while it was being stored", path_);
}

Result<std::string> FilePieces::read(uint64_t offset, size_t count) const {
  std::string bytes(count, '\0');
  size_t done = 0;
  while (done < count) {
    const ssize_t got =
        ::pread(file_.get(), bytes.data() + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno_error(errno, "read", path_);
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

Status FilePieces::for_each(const std::function<Status(std::string_view piece)>& take) const {
  for (uint64_t done = 0;;) {
    THETA_ASSIGN(const std::string piece, read(done, kPiece));
    if (piece.empty()) return {};
    THETA_RETURN_IF_ERROR(take(piece));
    done += piece.size();
  }
}

Result<Expected> FilePieces::digest() const {
  Sha256 hash;
  Expected out;
  THETA_RETURN_IF_ERROR(for_each([&](std::string_view piece) {
    hash.update(piece);
    out.crc64 = crc64(piece, out.crc64);
    return Status();
  }));
  out.sha256 = hash.hex();
  return out;
}

}  // namespace theta::cloud
