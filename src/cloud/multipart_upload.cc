#include "cloud/multipart_upload.h"

#include "base/crc64.h"
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
  const BucketCall call{.method = "PUT",
                        .key = key_,
                        .query = {{"partNumber", fmt::format("{}", number)}, {"uploadId", id_}},
                        .body = bytes};
  const std::string crc = fmt::format("{}", crc64(bytes));
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    THETA_ASSIGN(const BucketAnswer answer, bucket_->demand(call));
    const std::string theirs = bucket_->own(answer, "hash-crc64ecma");
    if (theirs.empty() || theirs == crc) {
      etags_.push_back(find_value(answer.http.headers, "etag"));
      return {};
    }
  }
  return make_error(ErrorKind::kRemote, "object {}: part {}: the store received other bytes, {} times", key_,
                    number, kTries);
}

Result<BucketAnswer> MultipartUpload::complete(const Pairs& own) {
  std::string body = "<CompleteMultipartUpload>";
  for (size_t i = 0; i < etags_.size(); ++i) {
    body +=
        fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag></Part>", i + 1, xml_escaped(etags_[i]));
  }
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
