#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cloud/bucket.h"

namespace theta::cloud {

/// An object that is sent in parts. Nothing is seen of it before complete().
class MultipartUpload {
 public:
  static Result<MultipartUpload> start(Bucket& bucket, const std::string& key, const Pairs& own);

  /// Sends the next part, again when the service got other bytes than these.
  Status send(std::string_view bytes);
  size_t size() const { return etags_.size(); }
  /// The service's answer, whatever it is.
  Result<BucketAnswer> complete(const Pairs& own);
  Status abort();

 private:
  MultipartUpload(Bucket& bucket, std::string key, std::string id)
      : bucket_(&bucket), key_(std::move(key)), id_(std::move(id)) {}

  Bucket* bucket_;
  std::string key_;
  std::string id_;
  std::vector<std::string> etags_;  // of the parts, the first is number 1
};

}  // namespace theta::cloud
