#include "cloud/remote_writer.h"

#include <algorithm>

#include "base/crc64.h"
#include "cloud/object_calls.h"
#include "cloud/object_facts.h"
#include "cloud/remote_store.h"

namespace theta::cloud {
namespace {

constexpr int kTries = 3;             // of sending bytes that arrived as others
constexpr size_t kSmallParts = 5000;  // after so many, of the 10,000 allowed, parts get larger

}  // namespace

RemoteWriter::RemoteWriter(Bucket& bucket, std::string key, std::string place, storage::PutMode mode)
    : bucket_(bucket), write_{std::move(key), std::move(place), mode, random_name()} {}

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
  if (finished_) return make_error(ErrorKind::kFailed, "object {}: was finished before", write_.key);
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

Status RemoteWriter::send_part() {
  if (!upload_) {
    THETA_ASSIGN(upload_, MultipartUpload::start(bucket_, write_.place, write_.metadata("", 0)));
  }
  THETA_RETURN_IF_ERROR(upload_->send(buffer_));
  buffer_.clear();
  return {};
}

Status RemoteWriter::send_whole(const std::string& sha256) {
  BucketCall call{
      .method = "PUT", .key = write_.place, .own = write_.metadata(sha256, crc_), .body = buffer_};
  write_.restrict(bucket_, call);
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    THETA_ASSIGN(const BucketAnswer answer, bucket_.send(call));
    if (answer.http.status / 100 != 2) return write_.settle(bucket_, call, answer);
    if (same_crc(bucket_, answer, crc_)) return {};
    // The damaged object is ours to replace.
    std::erase_if(call.own, [](const auto& pair) { return pair.first == "forbid-overwrite"; });
  }
  return make_error(ErrorKind::kRemote, "object {}: the store received other bytes, {} times", write_.key,
                    kTries);
}

Status RemoteWriter::send_end() {
  if (!buffer_.empty()) THETA_RETURN_IF_ERROR(send_part());
  return write_.complete(bucket_, *upload_, crc_);
}

Result<storage::ObjectInfo> RemoteWriter::finish() {
  if (finished_) return make_error(ErrorKind::kFailed, "object {}: was finished before", write_.key);
  if (!status_.ok()) return status_.error();
  const std::string sha256 = hash_.hex();
  THETA_RETURN_IF_ERROR(fail(upload_ ? send_end() : send_whole(sha256)));
  finished_ = true;
  return storage::ObjectInfo{.key = write_.key,
                             .size = size_,
                             .modified = std::chrono::system_clock::now(),
                             .sha256 = sha256,
                             .crc64 = crc_};
}

}  // namespace theta::cloud
