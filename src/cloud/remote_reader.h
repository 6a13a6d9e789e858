#pragma once

#include <memory>
#include <string>

#include "cloud/bucket.h"
#include "storage/object_store.h"

namespace theta::cloud {

/// Reads windows of an object by ranged requests, each of which asks for the object that was opened.
class RemoteReader : public storage::ObjectReader {
 public:
  /// One request, which brings the first window.
  static Result<std::unique_ptr<storage::ObjectReader>> open(Bucket& bucket, const std::string& key,
                                                             const std::string& place);

  const storage::ObjectInfo& info() const override { return info_; }
  Result<size_t> read(uint64_t offset, std::span<char> out) override;

 private:
  RemoteReader(Bucket& bucket, std::string place) : bucket_(bucket), place_(std::move(place)) {}
  Status take_first(const BucketAnswer& answer);
  Status fetch(uint64_t offset, size_t wanted);
  Status check_window();

  Bucket& bucket_;
  std::string place_;
  std::string etag_;
  storage::ObjectInfo info_;
  std::string window_;
  uint64_t window_at_ = 0;  // offset of the window
  uint64_t checked_ = 0;    // bytes from the front on that crc_ is of
  uint64_t crc_ = 0;
};

}  // namespace theta::cloud
