#pragma once

#include <memory>
#include <string>

#include "cloud/bucket.h"
#include "cloud/file_upload.h"
#include "storage/object_store.h"

namespace theta::cloud {

/// Objects in a bucket of OSS or S3, below `prefix` (empty, or ending with a slash).
///
/// A large object goes in parts, so that no more than one part of it is in memory. Its SHA-256 is kept where
/// it is known before the first part leaves: for files, and for all objects of one part. Bytes are checked by
/// what the service offers: CRC-64 both ways with OSS, SHA-256 of what is sent with S3.
///
/// A reader of an object of at most kWindow bytes holds all of it; of a larger one it reads on demand, and
/// says kConflict when the object was replaced or removed meanwhile.
class RemoteStore : public storage::ObjectStore {
 public:
  static constexpr size_t kPart = size_t{8} << 20;    ///< bytes; the least of a part, but the last
  static constexpr size_t kWindow = size_t{4} << 20;  ///< bytes read at once

  explicit RemoteStore(BucketSettings settings, std::string prefix = {});

  Result<std::unique_ptr<storage::ObjectWriter>> create(
      const std::string& key, storage::PutMode mode = storage::PutMode::kReplace) override;
  Result<std::unique_ptr<storage::ObjectReader>> open(const std::string& key) override;
  Result<storage::ObjectInfo> head(const std::string& key) override;
  Result<storage::ObjectPage> list(const std::string& prefix, const std::string& after = {},
                                   size_t limit = kLargestPage) override;
  Status remove(const std::string& key) override;
  Result<storage::ObjectInfo> put_file(const std::string& key, const std::string& path,
                                       storage::PutMode mode = storage::PutMode::kReplace) override;

  /// How put_file() sends files of more than a part.
  void set_file_upload(FileUpload options) { file_upload_ = std::move(options); }
  Bucket& bucket() { return bucket_; }

 private:
  Bucket bucket_;
  FileUpload file_upload_;
  std::string prefix_;
};

}  // namespace theta::cloud
