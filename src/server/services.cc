#include "server/services.h"

#include <filesystem>

#include "base/files.h"
#include "cache/memory_cache.h"
#include "cache/redis_cache.h"
#include "cloud/remote_store.h"
#include "database/users.h"
#include "server/samples.h"
#include "storage/local_store.h"

namespace theta::server {
namespace {

constexpr const char* kLocalEmail = "local@localhost";

// The user of a server without logins: a row like all others. When there are accounts one day, it is the
// first admin, and what was made stays theirs.
Result<database::UserId> local_user(database::Database& database) {
  database::Users users(database);
  Result<database::User> user = users.find_by_email(kLocalEmail);
  if (!user.ok() && user.error().kind == ErrorKind::kNotFound) {
    user = users.add(kLocalEmail, "Local user", std::nullopt, database::Role::kAdmin);
    // Another server that starts beside this one may have been first.
    if (!user.ok() && user.error().kind == ErrorKind::kConflict) user = users.find_by_email(kLocalEmail);
  }
  if (!user.ok()) return user.error();
  return user.value().id;
}

Result<std::unique_ptr<cache::Cache>> open_cache(const Secret& url) {
  if (url.empty()) return std::unique_ptr<cache::Cache>(std::make_unique<cache::MemoryCache>());
  cache::RedisOptions options;
  THETA_ASSIGN(options.address, cache::parse_redis_url(url.reveal()));
  return std::unique_ptr<cache::Cache>(std::make_unique<cache::RedisCache>(std::move(options)));
}

// The bucket that the environment describes, or a folder.
Status open_store(const ServicesOptions& options, Services& services) {
  THETA_ASSIGN(std::optional<cloud::BucketSettings> bucket, cloud::bucket_of_environment());
  if (bucket && !options.store.empty())
    return usage_error("--store {}: OSS_BUCKET_NAME names a store too; give one of them", options.store);
  if (!bucket) {
    services.store_place = options.store.empty() ? join_path(services.data, "objects")
                                                 : std::filesystem::absolute(options.store).string();
    THETA_ASSIGN(services.store, storage::LocalStore::open_folder(services.store_place));
    return {};
  }
  services.store_place = cloud::bucket_uri(*bucket);
  services.store = std::make_unique<cloud::RemoteStore>(*std::move(bucket));
  // Better now, by name, than with the first upload.
  return services.store->list("", "", 1).status();
}

}  // namespace

Result<std::unique_ptr<Services>> Services::open(const ServicesOptions& options) {
  auto services = std::make_unique<Services>();
  std::error_code error;
  const std::string data = std::filesystem::absolute(options.data, error).string();
  if (error) return bad_input("{}: {}", options.data, error.message());
  THETA_RETURN_IF_ERROR(make_folders(data));
  services->data = data;
  services->scratch = join_path(data, "scratch");
  THETA_RETURN_IF_ERROR(make_folders(services->scratch));
  THETA_RETURN_IF_ERROR(open_store(options, *services));
  const std::string& given = options.database_url.reveal();
  const std::string url = given.empty() ? join_path(data, "theta.db") : given;
  THETA_ASSIGN(services->database, database::Database::open({.url = url}));
  THETA_ASSIGN(services->cache, open_cache(options.redis_url));
  THETA_ASSIGN(services->user, local_user(*services->database));
  THETA_ASSIGN(services->samples, read_samples(options.samples));
  return services;
}

}  // namespace theta::server
