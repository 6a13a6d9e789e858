#pragma once

#include <string>

#include "base/append_file.h"
#include "base/descriptor.h"
#include "base/result.h"

namespace theta::cli {

/// The folder that a run works in, its own as long as the object lives, and gone after it. The program's
/// current folder is there meanwhile: paths in messages and checkpoints are then the same wherever it lies.
class WorkFolder {
 public:
  /// SCRATCH/work; kConflict when another run uses it.
  static Result<WorkFolder> enter(const std::string& scratch);
  ~WorkFolder();
  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&& other) noexcept = delete;
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

 private:
  WorkFolder(std::string path, AppendFile lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  std::string path_;
  AppendFile lock_;
  Descriptor before_;
};

}  // namespace theta::cli
