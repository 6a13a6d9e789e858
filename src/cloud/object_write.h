#pragma once

#include <cstdint>
#include <string>

#include "cloud/bucket.h"
#include "cloud/multipart_upload.h"
#include "storage/object_store.h"

namespace theta::cloud {

/// One intended write of an object: whose it is, and whether it came about when the service's answer is lost.
struct ObjectWrite {
  std::string key;    ///< as the store's user names it
  std::string place;  ///< as the bucket does
  storage::PutMode mode = storage::PutMode::kReplace;
  std::string name;  ///< random text, kept with the object

  /// Headers of our own that go with the object; digests only where `sha256` is known.
  Pairs metadata(const std::string& sha256, uint64_t crc) const;
  /// What lets the write in `call` happen only where nothing is yet.
  void restrict(const Bucket& bucket, BucketCall& call) const;
  /// Whether a refused or lost write is there all the same.
  Status settle(Bucket& bucket, const BucketCall& call, const BucketAnswer& answer) const;
  /// Puts the parts of `upload` together and compares the CRC-64 of the whole.
  Status complete(Bucket& bucket, MultipartUpload& upload, uint64_t crc) const;
};

}  // namespace theta::cloud
