#include "inference/edited_folder.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "base/files.h"
#include "base/folders.h"
#include "engine/model_files.h"

namespace theta::inference {
namespace fs = std::filesystem;

Result<EditedFolder> EditedFolder::make(const std::string& model_folder, const std::string& edits) {
  std::error_code error;
  std::string path = join_path(fs::temp_directory_path(error).string(), "theta-edited-XXXXXX");
  if (::mkdtemp(path.data()) == nullptr) return errno_error(errno, "create", path);
  EditedFolder folder(std::move(path));
  const fs::path source = fs::absolute(model_folder);
  for (const auto& entry : fs::directory_iterator(source, error)) {
    if (entry.path().filename() == engine::kEditsFile) continue;
    fs::create_symlink(entry.path(), fs::path(folder.path()) / entry.path().filename(), error);
    if (error) break;
  }
  if (error) return errno_error(error.value(), "link the files of", model_folder);
  if (!edits.empty())
    THETA_RETURN_IF_ERROR(write_file_atomic(join_path(folder.path(), engine::kEditsFile), edits));
  return folder;
}

EditedFolder::~EditedFolder() {
  if (!path_.empty()) static_cast<void>(remove_path(path_));
}

}  // namespace theta::inference
