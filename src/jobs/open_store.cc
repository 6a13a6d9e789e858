#include "jobs/open_store.h"

#include "base/files.h"
#include "cloud/remote_store.h"
#include "storage/local_store.h"

namespace theta::jobs {
namespace {

bool is_bucket(const std::string& place) {
  return place.starts_with("oss://") || place.starts_with("s3://");
}

// The variables tell the endpoint and the rights; the place tells the bucket and where in it.
Result<std::unique_ptr<storage::ObjectStore>> open_bucket(const std::string& place) {
  THETA_ASSIGN(std::optional<cloud::BucketSettings> settings, cloud::bucket_of_environment());
  if (!settings) return usage_error("store {}: OSS_ENDPOINT and OSS_BUCKET_NAME are not set", place);
  const size_t host = place.find("://") + 3;
  const size_t slash = place.find('/', host);
  settings->bucket = place.substr(host, slash == std::string::npos ? slash : slash - host);
  if (!place.starts_with(cloud::bucket_uri(*settings)))
    return usage_error("store {}: OSS_SCHEME names the other kind of store", place);
  std::string prefix = slash == std::string::npos ? "" : place.substr(slash + 1);
  if (!prefix.empty() && !prefix.ends_with('/')) prefix += '/';
  return std::unique_ptr<storage::ObjectStore>(
      std::make_unique<cloud::RemoteStore>(*std::move(settings), std::move(prefix)));
}

}  // namespace

Result<std::unique_ptr<storage::ObjectStore>> open_store(const std::string& place, const std::string& base) {
  if (is_bucket(place)) return open_bucket(place);
  constexpr std::string_view kFile = "file://";
  std::string folder = place;
  if (place.starts_with(kFile)) {
    folder = place.substr(kFile.size());
  } else if (place.find("://") != std::string::npos) {
    return make_error(ErrorKind::kUnsupported,
                      "store {}: only folders, oss:// and s3:// are supported as stores", place);
  }
  if (!folder.starts_with('/')) folder = join_path(base, folder);
  if (!is_folder(folder)) return not_found("store {}: there is no such folder", folder);
  THETA_ASSIGN(std::unique_ptr<storage::LocalStore> store, storage::LocalStore::open_folder(folder));
  return std::unique_ptr<storage::ObjectStore>(std::move(store));
}

}  // namespace theta::jobs
