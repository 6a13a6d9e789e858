#include "http/open_beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string_view>

namespace theta::http {
namespace {

constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

Error open_error(int code, const std::string& path) {
  // A way out is as good as nothing there; saying more would tell what lies outside.
  if (code == EXDEV || code == ELOOP || code == EINVAL || code == ENAMETOOLONG) code = ENOENT;
  return errno_error(code, "open", path);
}

}  // namespace

Result<Descriptor> open_beneath(const Descriptor& root, const std::string& path) {
  if (path.find('\0') != std::string::npos) return open_error(ENOENT, path);
  open_how how{};
  how.flags = static_cast<uint64_t>(kFlags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  const long fd = ::syscall(SYS_openat2, root.get(), path.c_str(), &how, sizeof(how));
  if (fd >= 0) return Descriptor(static_cast<int>(fd));
  if (errno == ENOSYS || errno == EPERM) return open_beneath_by_steps(root, path);
  return open_error(errno, path);
}

Result<Descriptor> open_beneath_by_steps(const Descriptor& root, const std::string& path) {
  std::string_view rest = path;
  Descriptor folder;
  for (;;) {
    const size_t end = rest.find('/');
    const std::string name(rest.substr(0, end));
    const bool last = end == std::string_view::npos;
    const bool unsafe = name.empty() || name == "." || name == ".." || path.find('\0') != std::string::npos;
    if (unsafe) return open_error(ENOENT, path);
    const int flags = kFlags | O_NOFOLLOW | (last ? 0 : O_DIRECTORY);
    Descriptor next(::openat(folder.valid() ? folder.get() : root.get(), name.c_str(), flags));
    if (!next.valid()) return open_error(errno, path);
    if (last) return next;
    folder = std::move(next);
    rest.remove_prefix(end + 1);
  }
}

}  // namespace theta::http
