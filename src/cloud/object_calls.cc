#include "cloud/object_calls.h"

#include <algorithm>
#include <charconv>

#include "base/crc64.h"
#include "base/encoding.h"
#include "cloud/digests.h"
#include "cloud/percent.h"
#include "cloud/xml.h"

namespace theta::cloud {
namespace {

constexpr size_t kMostRemoved = 1000;  // in one request
constexpr int kTries = 3;              // of sending bytes that arrived as others

storage::ObjectInfo listed(const XmlElement& contents) {
  storage::ObjectInfo info;
  info.key = percent_decode(contents.child("Key"));
  const std::string size = contents.child("Size");
  std::from_chars(size.data(), size.data() + size.size(), info.size);
  info.modified = parse_iso_time(contents.child("LastModified")).value_or(Moment());
  return info;
}

Result<XmlElement> document(const Bucket& bucket, const BucketAnswer& answer, std::string_view name) {
  THETA_ASSIGN(XmlElement root, parse_xml(answer.http.body));
  if (root.name != name) {
    return make_error(ErrorKind::kRemote, "object store {}: the answer is no {}",
                      bucket_uri(bucket.settings()), name);
  }
  return root;
}

Status remove_some(Bucket& bucket, const std::string* first, size_t count) {
  XmlElement list{.name = "Delete"};
  list.add("Quiet", "true");
  for (size_t i = 0; i < count; ++i) list.add("Object").add("Key", first[i]);
  const std::string body = xml_text(list);
  const BucketCall call{.method = "POST",
                        .query = {{"delete", ""}},
                        .headers = {{"Content-Type", "application/xml"}, {"Content-MD5", base64(md5(body))}},
                        .body = body};
  THETA_ASSIGN(const BucketAnswer answer, bucket.demand(call));
  if (answer.http.body.empty()) return {};  // quiet, and all is well
  THETA_ASSIGN(const XmlElement root, parse_xml(answer.http.body));
  for (const XmlElement& child : root.children) {
    if (child.name == "Error") {
      return make_error(ErrorKind::kRemote, "object store {}: {} was not removed: {}",
                        bucket_uri(bucket.settings()), percent_decode(child.child("Key")),
                        child.child("Code"));
    }
  }
  return {};
}

}  // namespace

bool same_crc(const Bucket& bucket, const BucketAnswer& answer, uint64_t ours) {
  const std::string theirs = bucket.own(answer, "hash-crc64ecma");
  return theirs.empty() || theirs == fmt::format("{}", ours);
}

bool same_crc(const Bucket& bucket, const BucketAnswer& answer, std::string_view sent) {
  // Not computed where S3 has nothing to compare it with.
  const std::string theirs = bucket.own(answer, "hash-crc64ecma");
  return theirs.empty() || theirs == fmt::format("{}", crc64(sent));
}

Status put_object(Bucket& bucket, const std::string& key, std::string_view bytes, const PutOptions& options) {
  BucketCall call{.method = "PUT", .key = key, .body = bytes};
  if (!options.content_type.empty()) call.headers.emplace_back("Content-Type", options.content_type);
  for (const auto& [name, value] : options.meta) call.own.emplace_back("meta-" + name, value);
  if (options.create_only && bucket.is_s3()) call.headers.emplace_back("If-None-Match", "*");
  if (options.create_only && !bucket.is_s3()) call.own.emplace_back("forbid-overwrite", "true");
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    THETA_ASSIGN(const BucketAnswer answer, bucket.demand(call));
    if (same_crc(bucket, answer, bytes)) return {};
    // The damaged object is ours to replace.
    std::erase_if(call.own, [](const auto& pair) { return pair.first == "forbid-overwrite"; });
  }
  return make_error(ErrorKind::kRemote, "object {}: the store received other bytes, {} times", key, kTries);
}

Status copy_object(Bucket& bucket, const std::string& key, const std::string& source) {
  const std::string place = percent_encode_path("/" + bucket.settings().bucket + "/" + source);
  const BucketCall call{.method = "PUT", .key = key, .own = {{"copy-source", place}}};
  THETA_ASSIGN(BucketAnswer answer, bucket.demand(call));
  // S3 may find out that it cannot after it has said 200.
  THETA_ASSIGN(const XmlElement root, parse_xml(answer.http.body));
  if (root.name != "Error") return {};
  answer.http.status = 500;
  answer.code = root.child("Code");
  return bucket.error_of(call, answer);
}

Status remove_objects(Bucket& bucket, const std::vector<std::string>& keys) {
  for (size_t done = 0; done < keys.size(); done += kMostRemoved) {
    THETA_RETURN_IF_ERROR(
        remove_some(bucket, keys.data() + done, std::min(kMostRemoved, keys.size() - done)));
  }
  return {};
}

Result<Listing> list_objects(Bucket& bucket, const ListQuery& query) {
  const size_t limit = std::clamp<size_t>(query.limit, 1, storage::ObjectStore::kLargestPage);
  BucketCall call{
      .method = "GET",
      .query = {{"list-type", "2"}, {"encoding-type", "url"}, {"max-keys", fmt::format("{}", limit)}}};
  // A parameter without a value is signed in one way by some and in another by others: it is left out.
  const auto add = [&call](const char* name, const std::string& value) {
    if (!value.empty()) call.query.emplace_back(name, value);
  };
  add("prefix", query.prefix);
  add("delimiter", query.delimiter);
  add("start-after", query.after);
  add("continuation-token", query.token);
  THETA_ASSIGN(const BucketAnswer answer, bucket.demand(call));
  THETA_ASSIGN(const XmlElement root, document(bucket, answer, "ListBucketResult"));
  Listing page;
  for (const XmlElement& element : root.children) {
    if (element.name == "Contents") page.objects.push_back(listed(element));
    if (element.name == "CommonPrefixes") page.prefixes.push_back(percent_decode(element.child("Prefix")));
  }
  page.next = root.child("NextContinuationToken");
  page.more = root.child("IsTruncated") == "true" && !(page.objects.empty() && page.prefixes.empty());
  return page;
}

Result<std::vector<UnfinishedUpload>> list_uploads(Bucket& bucket, const std::string& prefix) {
  std::vector<UnfinishedUpload> uploads;
  std::string key;
  std::string id;
  for (bool more = true; more;) {
    BucketCall call{.method = "GET",
                    .query = {{"uploads", ""}, {"encoding-type", "url"}, {"max-uploads", "1000"}}};
    if (!prefix.empty()) call.query.emplace_back("prefix", prefix);
    if (!key.empty()) call.query.emplace_back("key-marker", key);
    if (!id.empty()) call.query.emplace_back("upload-id-marker", id);
    THETA_ASSIGN(const BucketAnswer answer, bucket.demand(call));
    THETA_ASSIGN(const XmlElement root, document(bucket, answer, "ListMultipartUploadsResult"));
    for (const XmlElement& element : root.children) {
      if (element.name != "Upload") continue;
      uploads.push_back({.key = percent_decode(element.child("Key")),
                         .id = element.child("UploadId"),
                         .started = parse_iso_time(element.child("Initiated")).value_or(Moment())});
    }
    const std::string before = key + id;
    key = percent_decode(root.child("NextKeyMarker"));
    id = root.child("NextUploadIdMarker");
    more = root.child("IsTruncated") == "true" && key + id != before;
  }
  return uploads;
}

}  // namespace theta::cloud
