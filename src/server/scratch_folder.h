#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/files.h"
#include "base/folders.h"
#include "database/id.h"

namespace theta::server {

/// A folder of the scratch folder that goes with this object.
class ScratchFolder {
 public:
  static Result<ScratchFolder> make(const std::string& scratch) {
    std::string path = join_path(scratch, "work-" + database::id_text(database::random_bits()));
    THETA_RETURN_IF_ERROR(make_folders(path));
    return ScratchFolder(std::move(path));
  }
  ~ScratchFolder() {
    if (!path_.empty()) static_cast<void>(remove_path(path_));
  }
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  std::string file(std::string_view name) const { return join_path(path_, name); }
  const std::string& path() const { return path_; }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace theta::server
