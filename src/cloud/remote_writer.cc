#include "cloud/remote_writer.h"

#include <algorithm>

#include "base/crc64.h"
#include "cloud/object_facts.h"
#include "cloud/remote_store.h"

namespace theta::cloud {
namespace {

constexpr int kTries = 3;             // of sending bytes that arrived as others
constexpr size_t kSmallParts = 5000;  // after so many, of the 10,000 allowed, parts get larger

}  // namespace

RemoteWriter::RemoteWriter(Bucket& bucket, std::string key, std::string place, storage::PutMode mode,
                           std::optional<Expected> expected)
    : bucket_(bucket),
      key_(std::move(key)),
      place_(std::move(place)),
      mode_(mode),
      expected_(std::move(expected)),
      write_(random_name()) {}

RemoteWriter::~RemoteWriter() {
  // What cannot be aborted now, the bucket's lifecycle rule removes one day.
  if (upload_ && !finished_) static_cast<void>(upload_->abort());
}

size_t RemoteWriter::part_size() const {
  return upload_ && upload_->size() >= kSmallParts ? 4 * RemoteStore::kPart : RemoteStore::kPart;
}

Status RemoteWriter::fail(Status status) {
  if (!status.ok()) status_ = status;
  return status;
}

Status RemoteWriter::write(std::string_view bytes) {
  if (finished_) return make_error(ErrorKind::kFailed, "object {}: was finished before", key_);
  if (!status_.ok()) return status_;
  hash_.update(bytes);
  crc_ = crc64(bytes, crc_);
  size_ += bytes.size();
  while (!bytes.empty()) {
    // A full part waits for the next byte: the last may be an object of its own.
    if (buffer_.size() == part_size()) THETA_RETURN_IF_ERROR(fail(send_part()));
    const size_t taken = std::min(bytes.size(), part_size() - buffer_.size());
    buffer_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
  }
  return {};
}

Pairs RemoteWriter::metadata(const std::string& sha256, uint64_t crc) const {
  Pairs own = {{kWrite, write_}};
  if (!sha256.empty()) {
    own.emplace_back(kSha256, sha256);
    own.emplace_back(kCrc64, fmt::format("{}", crc));
  }
  return own;
}

Status RemoteWriter::send_part() {
  if (!upload_) {
    const Pairs own = expected_ ? metadata(expected_->sha256, expected_->crc64) : metadata("", 0);
    THETA_ASSIGN(upload_, MultipartUpload::start(bucket_, place_, own));
  }
  THETA_RETURN_IF_ERROR(upload_->send(buffer_));
  buffer_.clear();
  return {};
}

Status RemoteWriter::settle(const BucketCall& call, const BucketAnswer& answer) {
  const BucketCall look{.method = "HEAD", .key = place_};
  const int status = answer.http.status;
  // libcurl repeats a request by itself when a kept connection ends without an answer: a key that is taken,
  // or an upload that is gone, may be our own work even if no try failed.
  if (answer.uncertain || status == 404 || status == 409 || status == 412) {
    THETA_ASSIGN(const BucketAnswer there, bucket_.send(look));
    if (there.http.status == 200 && bucket_.own(there, kWrite) == write_) return {};
  }
  if (mode_ == storage::PutMode::kCreateOnly && (status == 409 || status == 412))
    return make_error(ErrorKind::kConflict, "object {}: is there already", key_);
  return bucket_.error_of(call, answer);
}

Status RemoteWriter::send_whole(const std::string& sha256) {
  BucketCall call{.method = "PUT", .key = place_, .own = metadata(sha256, crc_), .body = buffer_};
  if (mode_ == storage::PutMode::kCreateOnly) {
    if (bucket_.is_s3()) {
      call.headers.emplace_back("If-None-Match", "*");
    } else {
      call.own.emplace_back("forbid-overwrite", "true");
    }
  }
  const std::string crc = fmt::format("{}", crc_);
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    THETA_ASSIGN(const BucketAnswer answer, bucket_.send(call));
    if (answer.http.status / 100 != 2) return settle(call, answer);
    const std::string theirs = bucket_.own(answer, "hash-crc64ecma");
    if (theirs.empty() || theirs == crc) return {};
    // The damaged object is ours to replace.
    std::erase_if(call.own, [](const auto& pair) { return pair.first == "forbid-overwrite"; });
  }
  return make_error(ErrorKind::kRemote, "object {}: the store received other bytes, {} times", key_, kTries);
}

Status RemoteWriter::send_end() {
  if (!buffer_.empty()) THETA_RETURN_IF_ERROR(send_part());
  Pairs own;
  if (mode_ == storage::PutMode::kCreateOnly) {
    if (bucket_.is_s3()) {
      // Not every S3 knows conditions here; this look leaves a moment in which two may both think they won.
      THETA_ASSIGN(const BucketAnswer there, bucket_.send({.method = "HEAD", .key = place_}));
      if (there.http.status == 200)
        return make_error(ErrorKind::kConflict, "object {}: is there already", key_);
    } else {
      own.emplace_back("forbid-overwrite", "true");
    }
  }
  THETA_ASSIGN(const BucketAnswer answer, upload_->complete(own));
  if (answer.http.status / 100 != 2) return settle({.method = "POST", .key = place_}, answer);
  const std::string theirs = bucket_.own(answer, "hash-crc64ecma");
  if (!theirs.empty() && theirs != fmt::format("{}", crc_))
    return make_error(ErrorKind::kRemote, "object {}: the store put other bytes together", key_);
  return {};
}

Result<storage::ObjectInfo> RemoteWriter::finish() {
  if (finished_) return make_error(ErrorKind::kFailed, "object {}: was finished before", key_);
  if (!status_.ok()) return status_.error();
  const std::string sha256 = hash_.hex();
  if (expected_ && sha256 != expected_->sha256) {
    THETA_RETURN_IF_ERROR(fail(bad_input("object {}: the file was changed while it was being stored", key_)));
  }
  THETA_RETURN_IF_ERROR(fail(upload_ ? send_end() : send_whole(sha256)));
  finished_ = true;
  return storage::ObjectInfo{.key = key_,
                             .size = size_,
                             .modified = std::chrono::system_clock::now(),
                             .sha256 = sha256,
                             .crc64 = crc_};
}

}  // namespace theta::cloud
