#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cloud/bucket.h"

namespace theta::cloud {

/// A part that a service has.
struct SentPart {
  size_t number = 0;  ///< from 1
  std::string etag;
  uint64_t size = 0;
  std::string crc64;  ///< decimal; empty where the service tells none
};

/// An object that is sent in parts. Nothing is seen of it before complete().
class MultipartUpload {
 public:
  static Result<MultipartUpload> start(Bucket& bucket, const std::string& key, const Pairs& own);
  /// One that was started before, perhaps by another process.
  MultipartUpload(Bucket& bucket, std::string key, std::string id)
      : bucket_(&bucket), key_(std::move(key)), id_(std::move(id)) {}

  /// Sends the next part, again when the service got other bytes than these.
  Status send(std::string_view bytes);
  /// Sends a part for keep(), and returns its ETag. Any number of threads may.
  Result<std::string> send_part(size_t number, std::string_view bytes) const;
  /// Makes a part that the service has one of the object's.
  void keep(size_t number, std::string etag) { etags_[number] = std::move(etag); }
  size_t size() const { return etags_.size(); }
  const std::string& id() const { return id_; }

  /// What the service has of it; kNotFound when it knows no such upload.
  Result<std::vector<SentPart>> parts() const;
  /// The service's answer, whatever it is.
  Result<BucketAnswer> complete(const Pairs& own);
  Status abort();

 private:
  Bucket* bucket_;
  std::string key_;
  std::string id_;
  std::map<size_t, std::string> etags_;  // by the numbers of the parts
};

}  // namespace theta::cloud
