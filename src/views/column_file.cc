#include "views/column_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace theta::views {

Result<ColumnFile> ColumnFile::open(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!file.valid() || ::fstat(file.get(), &info) != 0) return errno_error(errno, "open", path);
  return ColumnFile(path, std::move(file), static_cast<uint64_t>(info.st_size));
}

Status ColumnFile::read_bytes(uint64_t offset, std::span<char> bytes) const {
  while (!bytes.empty()) {
    const ssize_t got = ::pread(file_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno_error(errno, "read", path_);
    if (got == 0) return bad_input("{}: is shorter than it should be", path_);
    offset += static_cast<uint64_t>(got);
    bytes = bytes.subspan(static_cast<size_t>(got));
  }
  return {};
}

}  // namespace theta::views
