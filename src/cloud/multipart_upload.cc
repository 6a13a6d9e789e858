#include "cloud/multipart_upload.h"

#include <cstdlib>

#include "cloud/object_calls.h"
#include "cloud/xml.h"

namespace theta::cloud {
namespace {

constexpr int kTries = 3;

}  // namespace

Result<MultipartUpload> MultipartUpload::start(Bucket& bucket, const std::string& key, const Pairs& own) {
  THETA_ASSIGN(const BucketAnswer answer,
               bucket.demand({.method = "POST", .key = key, .query = {{"uploads", ""}}, .own = own}));
  THETA_ASSIGN(const XmlElement root, parse_xml(answer.http.body));
  const std::string id = root.child("UploadId");
  if (id.empty()) return make_error(ErrorKind::kRemote, "object {}: the store named no upload", key);
  return MultipartUpload(bucket, key, id);
}

Status MultipartUpload::send(std::string_view bytes) {
  const size_t number = etags_.size() + 1;
  THETA_ASSIGN(std::string etag, send_part(number, bytes));
  keep(number, std::move(etag));
  return {};
}

Result<std::string> MultipartUpload::send_part(size_t number, std::string_view bytes) const {
  const BucketCall call{.method = "PUT",
                        .key = key_,
                        .query = {{"partNumber", fmt::format("{}", number)}, {"uploadId", id_}},
                        .body = bytes};
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    THETA_ASSIGN(const BucketAnswer answer, bucket_->demand(call));
    if (same_crc(*bucket_, answer, bytes)) return find_value(answer.http.headers, "etag");
  }
  return make_error(ErrorKind::kRemote, "object {}: part {}: the store received other bytes, {} times", key_,
                    number, kTries);
}

Result<std::vector<SentPart>> MultipartUpload::parts() const {
  std::vector<SentPart> parts;
  std::string marker;
  for (bool more = true; more;) {
    BucketCall call{.method = "GET", .key = key_, .query = {{"uploadId", id_}, {"max-parts", "1000"}}};
    if (!marker.empty()) call.query.emplace_back("part-number-marker", marker);
    THETA_ASSIGN(const BucketAnswer answer, bucket_->demand(call));
    THETA_ASSIGN(const XmlElement root, parse_xml(answer.http.body));
    for (const XmlElement& element : root.children) {
      if (element.name != "Part") continue;
      parts.push_back({.number = std::strtoull(element.child("PartNumber").c_str(), nullptr, 10),
                       .etag = element.child("ETag"),
                       .size = std::strtoull(element.child("Size").c_str(), nullptr, 10),
                       .crc64 = element.child("HashCrc64ecma")});
    }
    const std::string next = root.child("NextPartNumberMarker");
    more = root.child("IsTruncated") == "true" && !next.empty() && next != marker;
    marker = next;
  }
  return parts;
}

Result<BucketAnswer> MultipartUpload::complete(const Pairs& own) {
  std::string body = "<CompleteMultipartUpload>";
  for (const auto& [number, etag] : etags_)
    body += fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag></Part>", number, xml_escaped(etag));
  body += "</CompleteMultipartUpload>";
  THETA_ASSIGN(BucketAnswer answer, bucket_->send({.method = "POST",
                                                   .key = key_,
                                                   .query = {{"uploadId", id_}},
                                                   .headers = {{"Content-Type", "application/xml"}},
                                                   .own = own,
                                                   .body = body}));
  // S3 sends the status before it knows the end; the body has the last word.
  if (answer.http.status == 200) {
    THETA_ASSIGN(const XmlElement root, parse_xml(answer.http.body));
    if (root.name == "Error") {
      answer.http.status = 500;
      answer.code = root.child("Code");
    }
  }
  return answer;
}

Status MultipartUpload::abort() {
  THETA_ASSIGN(const BucketAnswer answer,
               bucket_->send({.method = "DELETE", .key = key_, .query = {{"uploadId", id_}}}));
  if (answer.http.status == 404 || answer.http.status / 100 == 2) return {};
  return bucket_->error_of({.method = "DELETE", .key = key_}, answer);
}

}  // namespace theta::cloud
