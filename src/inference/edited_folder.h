#pragma once

#include <string>

#include "base/result.h"

namespace theta::inference {

/// A folder that shows the files of a model folder with other edits: symbolic links beside an edits.jsonl of
/// its own. Removed at the end of the scope. The model's own folder may be read-only.
class EditedFolder {
 public:
  static Result<EditedFolder> make(const std::string& model_folder, const std::string& edits);
  ~EditedFolder();
  EditedFolder(EditedFolder&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  EditedFolder& operator=(EditedFolder&&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit EditedFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace theta::inference
