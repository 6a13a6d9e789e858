#include "cloud/remote_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "base/crc64.h"
#include "base/descriptor.h"
#include "base/files.h"
#include "cloud/file_pieces.h"
#include "cloud/object_facts.h"
#include "cloud/percent.h"
#include "cloud/remote_reader.h"
#include "cloud/remote_writer.h"
#include "cloud/xml.h"
#include "storage/object_key.h"

namespace theta::cloud {
namespace {

storage::ObjectInfo listed(const XmlElement& contents, const std::string& prefix) {
  storage::ObjectInfo info;
  const std::string key = percent_decode(contents.child("Key"));
  info.key = key.substr(std::min(prefix.size(), key.size()));
  const std::string size = contents.child("Size");
  std::from_chars(size.data(), size.data() + size.size(), info.size);
  info.modified = parse_iso_time(contents.child("LastModified")).value_or(Moment());
  return info;
}

}  // namespace

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
      std::make_unique<RemoteWriter>(bucket_, key, prefix_ + key, mode, std::nullopt));
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
  limit = std::clamp<size_t>(limit, 1, kLargestPage);
  Pairs query = {{"list-type", "2"}, {"encoding-type", "url"}, {"max-keys", fmt::format("{}", limit)}};
  if (!(prefix_ + prefix).empty()) query.emplace_back("prefix", prefix_ + prefix);
  if (!after.empty()) query.emplace_back("start-after", prefix_ + after);
  THETA_ASSIGN(const BucketAnswer answer, bucket_.demand({.method = "GET", .query = query}));
  THETA_ASSIGN(const XmlElement root, parse_xml(answer.http.body));
  if (root.name != "ListBucketResult")
    return make_error(ErrorKind::kRemote, "object store {}: the answer is no listing",
                      bucket_uri(bucket_.settings()));
  storage::ObjectPage page;
  for (const XmlElement& element : root.children) {
    if (element.name == "Contents") page.objects.push_back(listed(element, prefix_));
  }
  page.more = root.child("IsTruncated") == "true" && !page.objects.empty();
  return page;
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
  // Read twice: the digest must be known before the first part leaves.
  THETA_ASSIGN(const Expected expected, file.digest());
  RemoteWriter writer(bucket_, key, prefix_ + key, mode, expected);
  THETA_RETURN_IF_ERROR(file.for_each([&writer](std::string_view piece) { return writer.write(piece); }));
  return writer.finish();
}

}  // namespace theta::cloud
