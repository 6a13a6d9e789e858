#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cloud/bucket.h"
#include "storage/object_store.h"

namespace theta::cloud {

/// What may be said of an object when it is written.
struct PutOptions {
  std::string content_type;
  Pairs meta;  ///< user metadata, named without its prefix
  bool create_only = false;
};

/// Writes an object in one request; the CRC-64 of the answer, where there is one, is compared.
Status put_object(Bucket& bucket, const std::string& key, std::string_view bytes, const PutOptions& options);

/// Copies an object inside the bucket, where it is.
Status copy_object(Bucket& bucket, const std::string& key, const std::string& source);

/// Removes keys, 1,000 in a request. What is not there is no error.
Status remove_objects(Bucket& bucket, const std::vector<std::string>& keys);

struct ListQuery {
  std::string prefix;
  std::string delimiter;  ///< keys that have it behind the prefix are folded into one prefix
  std::string after;      ///< keys behind this one only
  std::string token;      ///< of the page before
  size_t limit = storage::ObjectStore::kLargestPage;
};

struct Listing {
  std::vector<storage::ObjectInfo> objects;
  std::vector<std::string> prefixes;
  std::string next;  ///< token of the next page
  bool more = false;
};

/// One page of the bucket's keys.
Result<Listing> list_objects(Bucket& bucket, const ListQuery& query);

/// An object that somebody began to send in parts.
struct UnfinishedUpload {
  std::string key;
  std::string id;
  Moment started;
};

/// All of them below `prefix`.
Result<std::vector<UnfinishedUpload>> list_uploads(Bucket& bucket, const std::string& prefix);

/// Whether the CRC-64 in an answer is that of what was sent; true where there is none.
bool same_crc(const Bucket& bucket, const BucketAnswer& answer, uint64_t ours);
bool same_crc(const Bucket& bucket, const BucketAnswer& answer, std::string_view sent);

}  // namespace theta::cloud
