#include "jobs/job_checkpoints.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "storage/transfer.h"

namespace theta::jobs {
namespace {

constexpr size_t kKept = 2;

}  // namespace

Status JobCheckpoints::save(const std::string& file, size_t epochs) {
  THETA_RETURN_IF_ERROR(store_.put_file(fmt::format("{}{:08}", prefix_, epochs), file).status());
  THETA_ASSIGN(const std::vector<std::string> keys, list());
  for (size_t i = kKept; i < keys.size(); ++i) THETA_RETURN_IF_ERROR(store_.remove(keys[i]));
  return {};
}

Result<std::vector<std::string>> JobCheckpoints::list() const {
  std::vector<std::string> keys;
  THETA_RETURN_IF_ERROR(storage::for_each_object(store_, prefix_, [&keys](const storage::ObjectInfo& object) {
    keys.push_back(object.key);
    return Status();
  }));
  std::reverse(keys.begin(), keys.end());
  return keys;
}

Status JobCheckpoints::bring(const std::string& key, const std::string& path) const {
  THETA_RETURN_IF_ERROR(make_folders(std::filesystem::path(path).parent_path().string()));
  return store_.get_file(key, path);
}

Status JobCheckpoints::remove_all() const {
  return storage::remove_all(store_, prefix_, {});
}

}  // namespace theta::jobs
