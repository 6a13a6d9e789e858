#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace theta::storage {

struct FolderEntry {
  std::string name;
  bool is_folder = false;
};

/// What lies in an open folder, but for "." and "..", in no order. `shown` names it in errors.
Result<std::vector<FolderEntry>> folder_entries(int folder, const std::string& shown);

}  // namespace theta::storage
