#include "cloud/object_write.h"

#include "cloud/object_calls.h"
#include "cloud/object_facts.h"

namespace theta::cloud {

using storage::PutMode;

Pairs ObjectWrite::metadata(const std::string& sha256, uint64_t crc) const {
  Pairs own = {{kWrite, name}};
  if (!sha256.empty()) {
    own.emplace_back(kSha256, sha256);
    own.emplace_back(kCrc64, fmt::format("{}", crc));
  }
  return own;
}

void ObjectWrite::restrict(const Bucket& bucket, BucketCall& call) const {
  if (mode != PutMode::kCreateOnly) return;
  if (bucket.is_s3()) {
    call.headers.emplace_back("If-None-Match", "*");
  } else {
    call.own.emplace_back("forbid-overwrite", "true");
  }
}

Status ObjectWrite::settle(Bucket& bucket, const BucketCall& call, const BucketAnswer& answer) const {
  const BucketCall look{.method = "HEAD", .key = place};
  const int status = answer.http.status;
  // libcurl repeats a request by itself when a kept connection ends without an answer: a key that is taken,
  // or an upload that is gone, may be our own work even if no try failed.
  if (answer.uncertain || status == 404 || status == 409 || status == 412) {
    THETA_ASSIGN(const BucketAnswer there, bucket.send(look));
    if (there.http.status == 200 && bucket.own(there, kWrite) == name) return {};
  }
  if (mode == PutMode::kCreateOnly && (status == 409 || status == 412))
    return make_error(ErrorKind::kConflict, "object {}: is there already", key);
  return bucket.error_of(call, answer);
}

Status ObjectWrite::complete(Bucket& bucket, MultipartUpload& upload, uint64_t crc) const {
  Pairs own;
  if (mode == PutMode::kCreateOnly) {
    if (bucket.is_s3()) {
      // Not every S3 knows conditions here; this look leaves a moment in which two may both think they won.
      THETA_ASSIGN(const BucketAnswer there, bucket.send({.method = "HEAD", .key = place}));
      if (there.http.status == 200 && bucket.own(there, kWrite) != name)
        return make_error(ErrorKind::kConflict, "object {}: is there already", key);
    } else {
      own.emplace_back("forbid-overwrite", "true");
    }
  }
  THETA_ASSIGN(const BucketAnswer answer, upload.complete(own));
  if (answer.http.status / 100 != 2) return settle(bucket, {.method = "POST", .key = place}, answer);
  if (!same_crc(bucket, answer, crc))
    return make_error(ErrorKind::kRemote, "object {}: the store put other bytes together", key);
  return {};
}

}  // namespace theta::cloud
