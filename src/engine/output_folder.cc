#include "engine/output_folder.h"

#include <filesystem>

#include "base/files.h"
#include "base/folders.h"
#include "engine/model_files.h"

namespace theta::engine {
namespace fs = std::filesystem;

std::string partial_folder(const std::string& out) {
  return without_trailing_slash(out) + ".partial";
}

Status check_output_folder(const std::string& out) {
  const std::string target = without_trailing_slash(out);
  std::error_code error;
  const bool occupied =
      fs::exists(target, error) && !(fs::is_directory(target, error) && fs::is_empty(target, error));
  if (!occupied) return {};
  if (!file_exists(join_path(target, kManifestFile))) {
    return usage_error("{}: exists and is not a model; name another --out", target);
  }
  const uintmax_t edits = fs::file_size(join_path(target, kEditsFile), error);
  if (!error && edits > 0) {
    return usage_error(
        "{}: has edits, which a new model would take away; name another --out, or move it aside", target);
  }
  return {};
}

Result<OutputFolder> OutputFolder::create(const std::string& out, bool keep) {
  THETA_RETURN_IF_ERROR(check_output_folder(out));
  OutputFolder folder(without_trailing_slash(out), partial_folder(out));
  if (!keep) THETA_RETURN_IF_ERROR(remove_path(folder.partial_));
  THETA_RETURN_IF_ERROR(make_folders(folder.partial_));
  return folder;
}

OutputFolder::~OutputFolder() {
  std::error_code error;  // a folder that holds something, or is gone, stays as it is
  fs::remove(partial_, error);
}

Status OutputFolder::publish() {
  return replace_path(partial_, out_);
}

}  // namespace theta::engine
