#pragma once

#include <string>

#include "cloud/bucket.h"
#include "storage/object_store.h"

namespace theta::cloud {

/// User metadata that we keep with an object.
inline constexpr const char* kSha256 = "meta-theta-sha256";
inline constexpr const char* kCrc64 = "meta-theta-crc64";
/// Random text of the call that wrote it: tells whether a write whose answer was lost was ours.
inline constexpr const char* kWrite = "meta-theta-write";

/// What the headers of an answer tell of an object; `size` is set by the caller where a part was read.
storage::ObjectInfo facts_of(const Bucket& bucket, const std::string& key, const BucketAnswer& answer);

std::string random_name();

}  // namespace theta::cloud
