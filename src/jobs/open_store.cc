#include "jobs/open_store.h"

#include "base/files.h"
#include "storage/local_store.h"

namespace theta::jobs {

Result<std::unique_ptr<storage::ObjectStore>> open_store(const std::string& place, const std::string& base) {
  constexpr std::string_view kFile = "file://";
  std::string folder = place;
  if (place.starts_with(kFile)) {
    folder = place.substr(kFile.size());
  } else if (place.find("://") != std::string::npos) {
    return make_error(ErrorKind::kUnsupported, "store {}: only folders are supported as stores", place);
  }
  if (!folder.starts_with('/')) folder = join_path(base, folder);
  if (!is_folder(folder)) return not_found("store {}: there is no such folder", folder);
  THETA_ASSIGN(std::unique_ptr<storage::LocalStore> store, storage::LocalStore::open_folder(folder));
  return std::unique_ptr<storage::ObjectStore>(std::move(store));
}

}  // namespace theta::jobs
