#include "cloud/object_facts.h"

#include <charconv>
#include <random>

namespace theta::cloud {
namespace {

std::optional<uint64_t> number_in(const std::string& text) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

storage::ObjectInfo facts_of(const Bucket& bucket, const std::string& key, const BucketAnswer& answer) {
  storage::ObjectInfo info;
  info.key = key;
  info.size = number_in(find_value(answer.http.headers, "content-length")).value_or(0);
  info.modified = parse_http_time(find_value(answer.http.headers, "last-modified")).value_or(Moment());
  info.sha256 = bucket.own(answer, kSha256);
  info.crc64 = number_in(bucket.own(answer, "hash-crc64ecma"));
  if (!info.crc64) info.crc64 = number_in(bucket.own(answer, kCrc64));
  return info;
}

std::string random_name() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

}  // namespace theta::cloud
