#include "storage/beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace theta::storage {
namespace {

constexpr int kFolder = O_RDONLY | O_DIRECTORY;
constexpr size_t kMostRemembered = 10'000;

uint64_t inode_of(const Descriptor& folder) {
  struct stat info {};
  return ::fstat(folder.get(), &info) == 0 ? static_cast<uint64_t>(info.st_ino) : 0;
}

Error leads_out(const std::string& shown) {
  return make_error(ErrorKind::kNotAllowed, "{}: its path leads out of the store", shown);
}

// For kernels before 5.6: opens folder after folder and follows no link. The path has no ".." (object_key.h).
Result<Descriptor> open_part_by_part(int root, const std::string& path, int flags, const std::string& shown) {
  Descriptor folder;
  for (size_t begin = 0;;) {
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string name = path.empty() ? "." : path.substr(begin, end - begin);
    const int how = end < path.size() ? O_PATH | O_DIRECTORY : flags;
    const int from = folder.valid() ? folder.get() : root;
    Descriptor next(::openat(from, name.c_str(), how | O_NOFOLLOW | O_CLOEXEC));
    struct stat info {};
    // A link is ELOOP, but ENOTDIR where a folder is wanted.
    const bool link = !next.valid() && ::fstatat(from, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 &&
                      S_ISLNK(info.st_mode);
    if (link) return leads_out(shown);
    if (!next.valid()) return errno_error(errno, "open", shown);
    folder = std::move(next);
    if (end == path.size()) return folder;
    begin = end + 1;
  }
}

}  // namespace

Result<Descriptor> open_beneath(int root, const std::string& path, int flags, const std::string& shown) {
  open_how how{};
  how.flags = static_cast<uint64_t>(flags | O_CLOEXEC);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  const char* const name = path.empty() ? "." : path.c_str();
  for (;;) {
    const long fd = ::syscall(SYS_openat2, root, name, &how, sizeof(how));
    if (fd >= 0) return Descriptor(static_cast<int>(fd));
    // EAGAIN: a rename elsewhere kept the kernel from being sure that the path stays inside.
    if (errno == EINTR || errno == EAGAIN) continue;
    if (errno == ELOOP || errno == EXDEV) return leads_out(shown);
    if (errno == ENOSYS) return open_part_by_part(root, path, flags, shown);
    return errno_error(errno, "open", shown);
  }
}

Result<Descriptor> FolderMaker::make(const std::string& path, const std::string& shown) {
  Result<Descriptor> there = open_beneath(root_, path, kFolder, shown);
  if (!there.ok() && there.error().kind != ErrorKind::kNotFound) return there;
  if (path.empty() || (there.ok() && is_durable(path, there.value()))) return there;
  THETA_ASSIGN(Descriptor folder, open_beneath(root_, "", kFolder, shown));
  for (size_t begin = 0; begin < path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    if (disk_.make_folder(folder.get(), name.c_str()) != 0 && errno != EEXIST)
      return errno_error(errno, "create the folder of", shown);
    if (disk_.sync(folder.get()) != 0) return errno_error(errno, "flush the folder of", shown);
    THETA_ASSIGN(folder, open_beneath(folder.get(), name, kFolder, shown));
    begin = end + 1;
  }
  remember(path, folder);
  return folder;
}

bool FolderMaker::is_durable(const std::string& path, const Descriptor& folder) {
  const std::lock_guard lock(mutex_);
  const auto found = durable_.find(path);
  return found != durable_.end() && found->second == inode_of(folder);
}

void FolderMaker::remember(const std::string& path, const Descriptor& folder) {
  const std::lock_guard lock(mutex_);
  if (durable_.size() >= kMostRemembered) durable_.clear();
  durable_[path] = inode_of(folder);
}

}  // namespace theta::storage
