#include "base/append_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <thread>

#include "base/files.h"

namespace theta {
namespace {

constexpr std::chrono::milliseconds kPause(5);

Status wait_for_lock(int descriptor, const std::string& path, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return errno_error(errno, "lock", path);
    if (std::chrono::steady_clock::now() >= deadline) {
      return make_error(ErrorKind::kConflict, "{}: another program is writing to it; try again", path);
    }
    std::this_thread::sleep_for(kPause);
  }
  return {};
}

// False when the folder was replaced between opening and locking: the lock is then on a file that nobody
// sees.
bool is_still_at(int descriptor, const std::string& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

Status write_all(int descriptor, uint64_t offset, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno_error(errno, "write", path);
    offset += static_cast<uint64_t>(written);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (::fsync(descriptor) != 0) return errno_error(errno, "write", path);
  return {};
}

}  // namespace

Result<AppendFile> AppendFile::lock(const std::string& path, std::chrono::milliseconds patience) {
  const bool existed = file_exists(path);
  AppendFile file(path, ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (file.descriptor_ < 0) return errno_error(errno, "open for writing", path);
  THETA_RETURN_IF_ERROR(wait_for_lock(file.descriptor_, path, patience));
  if (!is_still_at(file.descriptor_, path)) {
    return make_error(ErrorKind::kConflict, "{}: was replaced while it was opened; try again", path);
  }
  if (!existed) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    THETA_RETURN_IF_ERROR(sync_folder(folder.empty() ? "." : folder));
  }
  return file;
}

AppendFile::~AppendFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status AppendFile::append_at(uint64_t size, std::string_view bytes) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) return errno_error(errno, "write", path_);
  const Status written = write_all(descriptor_, size, bytes, path_);
  // A line that was written in part is cut off at once; should that fail, too, readers leave it out.
  if (!written.ok()) static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(size)) == 0);
  return written;
}

}  // namespace theta
