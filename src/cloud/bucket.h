#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cloud/http_client.h"
#include "cloud/moments.h"
#include "cloud/settings.h"

namespace theta::cloud {

/// A request about a bucket or an object in it. Headers of the service's own are named without their prefix
/// (x-oss-, x-amz-) in `own`.
struct BucketCall {
  std::string method;
  std::string key;  ///< empty: the bucket itself
  Pairs query;
  Pairs headers;
  Pairs own;
  std::string_view body;
  size_t most = size_t{16} << 20;  ///< of the answer's body
};

struct BucketAnswer {
  HttpAnswer http;
  std::string code;        ///< of an error
  bool uncertain = false;  ///< an earlier try got no answer, and may have been carried out
};

/// Signed requests to one bucket, tried again with growing, random pauses while the service is away or busy.
/// Sets its clock by the service's, and asks for new credentials, when an answer says that they are wrong.
/// For any number of threads.
class Bucket {
 public:
  explicit Bucket(BucketSettings settings);

  /// Any status below 500 but 408 and 429 is an answer.
  Result<BucketAnswer> send(const BucketCall& call);
  /// The same for calls that must succeed: what does not is an error about `call`.
  Result<BucketAnswer> demand(const BucketCall& call);
  Error error_of(const BucketCall& call, const BucketAnswer& answer) const;

  /// A URL with which anyone can do one thing for `seconds`, without credentials. `headers` must be sent too.
  Result<std::string> presign(const std::string& method, const std::string& key, uint64_t seconds,
                              const Pairs& headers = {});

  const BucketSettings& settings() const { return settings_; }
  bool is_s3() const { return settings_.dialect == Dialect::kS3; }
  std::string own_name(std::string_view name) const;
  /// The value of a header of the service's own.
  std::string own(const BucketAnswer& answer, std::string_view name) const;
  /// How far the service's clock is ahead of ours, as far as known.
  std::chrono::seconds clock_offset() const { return std::chrono::seconds(offset_.load()); }

 private:
  struct Place {
    std::string host;
    std::string path;
  };
  Place place_of(const std::string& key) const;
  std::string url_of(const Place& place, const Pairs& query) const;
  Moment now() const;
  HttpRequest signed_request(const BucketCall& call, const Credentials& credentials) const;
  bool correct_clock(const HttpAnswer& answer);

  BucketSettings settings_;
  HttpClient client_;
  std::atomic<int64_t> offset_{0};  // seconds
};

}  // namespace theta::cloud
