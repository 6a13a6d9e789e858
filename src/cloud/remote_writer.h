#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/hash.h"
#include "cloud/bucket.h"
#include "cloud/multipart_upload.h"
#include "cloud/object_write.h"
#include "storage/object_store.h"

namespace theta::cloud {

/// Sends an object as one request, or in parts once it has more than RemoteStore::kPart bytes.
class RemoteWriter : public storage::ObjectWriter {
 public:
  RemoteWriter(Bucket& bucket, std::string key, std::string place, storage::PutMode mode);
  ~RemoteWriter() override;
  RemoteWriter(const RemoteWriter&) = delete;
  RemoteWriter& operator=(const RemoteWriter&) = delete;

  Status write(std::string_view bytes) override;
  Result<storage::ObjectInfo> finish() override;

 private:
  size_t part_size() const;
  Status send_part();
  Status send_whole(const std::string& sha256);
  Status send_end();
  Status fail(Status status);

  Bucket& bucket_;
  ObjectWrite write_;
  std::string buffer_;
  std::optional<MultipartUpload> upload_;
  Sha256 hash_;
  uint64_t crc_ = 0;
  uint64_t size_ = 0;
  Status status_;
  bool finished_ = false;
};

}  // namespace theta::cloud
