#include "cloud/remote_store.h"

#include "cloud/file_pieces.h"
#include "cloud/file_upload.h"
#include "cloud/object_calls.h"
#include "cloud/object_facts.h"
#include "cloud/remote_reader.h"
#include "cloud/remote_writer.h"
#include "storage/object_key.h"

namespace theta::cloud {

RemoteStore::RemoteStore(BucketSettings settings, std::string prefix)
    : bucket_(std::move(settings)), prefix_(std::move(prefix)) {}

Result<std::unique_ptr<storage::ObjectWriter>> RemoteStore::create(const std::string& key,
                                                                   storage::PutMode mode) {
  THETA_RETURN_IF_ERROR(storage::check_key(key));
  if (mode == storage::PutMode::kCreateOnly) {
    THETA_ASSIGN(const BucketAnswer there, bucket_.send({.method = "HEAD", .key = prefix_ + key}));
    if (there.http.status == 200) return make_error(ErrorKind::kConflict, "object {}: is there already", key);
  }
  return std::unique_ptr<storage::ObjectWriter>(
      std::make_unique<RemoteWriter>(bucket_, key, prefix_ + key, mode));
}

Result<std::unique_ptr<storage::ObjectReader>> RemoteStore::open(const std::string& key) {
  THETA_RETURN_IF_ERROR(storage::check_key(key));
  return RemoteReader::open(bucket_, key, prefix_ + key);
}

Result<storage::ObjectInfo> RemoteStore::head(const std::string& key) {
  THETA_RETURN_IF_ERROR(storage::check_key(key));
  const BucketCall call{.method = "HEAD", .key = prefix_ + key};
  THETA_ASSIGN(const BucketAnswer answer, bucket_.send(call));
  if (answer.http.status == 404) return not_found("object {}: is not there", key);
  if (answer.http.status != 200) return bucket_.error_of(call, answer);
  return facts_of(bucket_, key, answer);
}

Result<storage::ObjectPage> RemoteStore::list(const std::string& prefix, const std::string& after,
                                              size_t limit) {
  THETA_RETURN_IF_ERROR(storage::check_prefix(prefix));
  THETA_ASSIGN(Listing listing, list_objects(bucket_, {.prefix = prefix_ + prefix,
                                                       .after = after.empty() ? "" : prefix_ + after,
                                                       .limit = limit}));
  for (storage::ObjectInfo& object : listing.objects) object.key.erase(0, prefix_.size());
  return storage::ObjectPage{.objects = std::move(listing.objects), .more = listing.more};
}

Status RemoteStore::remove(const std::string& key) {
  THETA_RETURN_IF_ERROR(storage::check_key(key));
  const BucketCall call{.method = "DELETE", .key = prefix_ + key};
  THETA_ASSIGN(const BucketAnswer answer, bucket_.send(call));
  if (answer.http.status / 100 == 2 || (answer.http.status == 404 && answer.code != "NoSuchBucket"))
    return {};
  return bucket_.error_of(call, answer);
}

Result<storage::ObjectInfo> RemoteStore::put_file(const std::string& key, const std::string& path,
                                                  storage::PutMode mode) {
  THETA_RETURN_IF_ERROR(storage::check_key(key));
  THETA_ASSIGN(const FilePieces file, FilePieces::open(path));
  if (file.size() <= kPart) return ObjectStore::put_file(key, path, mode);
  if (mode == storage::PutMode::kCreateOnly) THETA_RETURN_IF_ERROR(create(key, mode).status());
  return upload_file(bucket_, {key, prefix_ + key, mode, random_name()}, path, file_upload_);
}

}  // namespace theta::cloud
