#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cloud/bucket.h"
#include "cloud/xml.h"

namespace theta::cloud {

/// What becomes of objects below a prefix as they grow old.
struct LifecycleRule {
  std::string id;
  std::string prefix;
  /// Days, and a storage class of OSS ("IA", "Archive", "ColdArchive"), which S3 gets under its own name.
  std::vector<std::pair<int, std::string>> transitions;
  std::optional<int> abort_days;  ///< of uploads that nobody finished
};

/// Which pages of which sites may reach the bucket from a browser.
struct CorsRule {
  std::vector<std::string> origins;
  std::vector<std::string> methods;
  std::vector<std::string> headers;
  std::vector<std::string> expose;
  int max_age = 0;  ///< seconds for which a browser remembers the answer
};

/// <Rule> and <CORSRule> in the words of the bucket's dialect.
XmlElement lifecycle_element(const Bucket& bucket, const LifecycleRule& rule);
XmlElement cors_element(const CorsRule& rule);

enum class BucketRules { kLifecycle, kCors };

/// All rules of a kind as they stand in the bucket; none is an empty list.
Result<std::vector<XmlElement>> bucket_rules(Bucket& bucket, BucketRules kind);
/// Puts these in the place of all others; an empty list removes them.
Status set_bucket_rules(Bucket& bucket, BucketRules kind, const std::vector<XmlElement>& rules);

}  // namespace theta::cloud
