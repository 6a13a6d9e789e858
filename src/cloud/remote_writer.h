#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/hash.h"
#include "cloud/bucket.h"
#include "cloud/multipart_upload.h"
#include "storage/object_store.h"

namespace theta::cloud {

/// What is known of the bytes before they come.
struct Expected {
  std::string sha256;
  uint64_t crc64 = 0;
};

/// Sends an object as one request, or in parts once it has more than RemoteStore::kPart bytes.
class RemoteWriter : public storage::ObjectWriter {
 public:
  RemoteWriter(Bucket& bucket, std::string key, std::string place, storage::PutMode mode,
               std::optional<Expected> expected);
  ~RemoteWriter() override;
  RemoteWriter(const RemoteWriter&) = delete;
  RemoteWriter& operator=(const RemoteWriter&) = delete;

  Status write(std::string_view bytes) override;
  Result<storage::ObjectInfo> finish() override;

 private:
  size_t part_size() const;
  Pairs metadata(const std::string& sha256, uint64_t crc) const;
  Status send_part();
  Status send_whole(const std::string& sha256);
  Status send_end();
  /// Whether a refused or lost write is there all the same.
  Status settle(const BucketCall& call, const BucketAnswer& answer);
  Status fail(Status status);

  Bucket& bucket_;
  std::string key_;    // as the store's user names it
  std::string place_;  // as the bucket does
  storage::PutMode mode_;
  std::optional<Expected> expected_;
  std::string write_;
  std::string buffer_;
  std::optional<MultipartUpload> upload_;
  Sha256 hash_;
  uint64_t crc_ = 0;
  uint64_t size_ = 0;
  Status status_;
  bool finished_ = false;
};

}  // namespace theta::cloud
