#include "cloud/remote_reader.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/crc64.h"
#include "base/hash.h"
#include "cloud/object_facts.h"
#include "cloud/remote_store.h"

namespace theta::cloud {
namespace {

constexpr size_t kLeastFetch = size_t{256} << 10;  // bytes; a request costs more than these
constexpr size_t kErrorBody = size_t{64} << 10;

BucketCall ranged(const Bucket& bucket, const std::string& place, uint64_t offset, size_t count) {
  BucketCall call{.method = "GET",
                  .key = place,
                  .headers = {{"Range", fmt::format("bytes={}-{}", offset, offset + count - 1)}},
                  .most = count + kErrorBody};
  // Without it OSS answers a range that ends behind the object with all of the object.
  if (!bucket.is_s3()) call.own = {{"range-behavior", "standard"}};
  return call;
}

// The size of the whole in "bytes 0-9/100".
std::optional<uint64_t> whole_size(const std::string& range) {
  const size_t slash = range.rfind('/');
  uint64_t size = 0;
  if (slash == std::string::npos) return std::nullopt;
  const auto [end, error] = std::from_chars(range.data() + slash + 1, range.data() + range.size(), size);
  return error == std::errc() && end == range.data() + range.size() ? std::optional(size) : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<storage::ObjectReader>> RemoteReader::open(Bucket& bucket, const std::string& key,
                                                                  const std::string& place) {
  std::unique_ptr<RemoteReader> reader(new RemoteReader(bucket, place));
  BucketCall call = ranged(bucket, place, 0, RemoteStore::kWindow);
  THETA_ASSIGN(BucketAnswer answer, bucket.send(call));
  if (answer.http.status == 416) {  // no byte of an empty object can be asked for
    call = {.method = "HEAD", .key = place};
    THETA_ASSIGN(answer, bucket.send(call));
  }
  if (answer.http.status == 404 && answer.code != "NoSuchBucket")
    return not_found("object {}: is not there", key);
  if (answer.http.status / 100 != 2) return bucket.error_of(call, answer);
  reader->info_ = facts_of(bucket, key, answer);
  THETA_RETURN_IF_ERROR(reader->take_first(answer));
  return std::unique_ptr<storage::ObjectReader>(std::move(reader));
}

Status RemoteReader::take_first(const BucketAnswer& answer) {
  etag_ = find_value(answer.http.headers, "etag");
  if (answer.http.status == 206) {
    const std::optional<uint64_t> size = whole_size(find_value(answer.http.headers, "content-range"));
    if (!size) return make_error(ErrorKind::kRemote, "object {}: the store told no size", info_.key);
    info_.size = *size;
  }
  window_ = answer.http.body;
  if (window_.size() != std::min<uint64_t>(info_.size, RemoteStore::kWindow) && window_.size() != info_.size)
    return make_error(ErrorKind::kRemote, "object {}: the store sent another range", info_.key);
  if (window_.size() == info_.size && !info_.sha256.empty() && sha256_hex(window_) != info_.sha256)
    return storage::damaged_object(info_.key, "its SHA-256 is another");
  return check_window();
}

// Follows those who read from front to end, and compares at the end.
Status RemoteReader::check_window() {
  if (window_at_ != checked_) return {};
  crc_ = crc64(window_, crc_);
  checked_ += window_.size();
  if (checked_ == info_.size && info_.crc64 && *info_.crc64 != crc_)
    return storage::damaged_object(info_.key, "its CRC-64 is another");
  return {};
}

Status RemoteReader::fetch(uint64_t offset, size_t wanted) {
  const bool goes_on = offset == window_at_ + window_.size();
  const size_t least = goes_on ? RemoteStore::kWindow : std::max(wanted, kLeastFetch);
  const size_t count =
      static_cast<size_t>(std::min<uint64_t>(std::min(least, RemoteStore::kWindow), info_.size - offset));
  BucketCall call = ranged(bucket_, place_, offset, count);
  call.headers.emplace_back("If-Match", etag_);
  THETA_ASSIGN(BucketAnswer answer, bucket_.send(call));
  if (answer.http.status == 412 || answer.http.status == 404) {
    return make_error(ErrorKind::kConflict, "object {}: was replaced or removed while it was read",
                      info_.key);
  }
  if (answer.http.status / 100 != 2) return bucket_.error_of(call, answer);
  if (answer.http.status != 206 || answer.http.body.size() != count)
    return make_error(ErrorKind::kRemote, "object {}: the store sent another range", info_.key);
  window_ = std::move(answer.http.body);
  window_at_ = offset;
  return check_window();
}

Result<size_t> RemoteReader::read(uint64_t offset, std::span<char> out) {
  size_t done = 0;
  while (done < out.size() && offset + done < info_.size) {
    const uint64_t at = offset + done;
    if (at < window_at_ || at >= window_at_ + window_.size())
      THETA_RETURN_IF_ERROR(fetch(at, out.size() - done));
    const size_t from = static_cast<size_t>(at - window_at_);
    const size_t count = std::min(out.size() - done, window_.size() - from);
    std::memcpy(out.data() + done, window_.data() + from, count);
    done += count;
  }
  return done;
}

}  // namespace theta::cloud
