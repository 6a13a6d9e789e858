#include "cli/work_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/files.h"
#include "base/folders.h"

namespace theta::cli {

Result<WorkFolder> WorkFolder::enter(const std::string& scratch) {
  THETA_RETURN_IF_ERROR(make_folders(scratch));
  THETA_ASSIGN(AppendFile lock, AppendFile::lock(join_path(scratch, "lock"), std::chrono::milliseconds(0)));
  WorkFolder folder(join_path(scratch, "work"), std::move(lock));
  THETA_RETURN_IF_ERROR(remove_path(folder.path_));
  THETA_RETURN_IF_ERROR(make_folders(folder.path_));
  folder.before_ = Descriptor(::open(".", O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (::chdir(folder.path_.c_str()) != 0) return errno_error(errno, "enter", folder.path_);
  return folder;
}

WorkFolder::~WorkFolder() {
  if (path_.empty()) return;
  if (before_.valid()) static_cast<void>(::fchdir(before_.get()));
  static_cast<void>(remove_path(path_));
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      lock_(std::move(other.lock_)),
      before_(std::move(other.before_)) {}

}  // namespace theta::cli
