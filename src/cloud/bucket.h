#pragma once

#include <atomic>
#include <functional>
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

/// What became of one try of a call, for logs: it names no secret.
struct BucketNote {
  std::string method;
  std::string key;
  int attempt = 0;
  int status = 0;  ///< 0: no answer
  std::string code;
  std::string request_id;
  std::chrono::milliseconds took{0};
};

/// Signed requests to one bucket, tried again with growing, random pauses while the service is away or busy.
/// Sets its clock by the service's, and asks for new credentials, when an answer says that they are wrong.
/// For any number of threads.
class Bucket {
 public:
  explicit Bucket(BucketSettings settings);

  /// Called behind every try, by the thread that makes it. Set it before the first call.
  void watch(std::function<void(const BucketNote& note)> watcher) { watcher_ = std::move(watcher); }

  /// Any status below 500 but 408 and 429 is an answer.
  Result<BucketAnswer> send(const BucketCall& call);
  /// The same for calls that must succeed: what does not is an error about `call`.
  Result<BucketAnswer> demand(const BucketCall& call);
  Error error_of(const BucketCall& call, const BucketAnswer& answer) const;

  /// A URL with which anyone can do one thing for `seconds`, without credentials. `headers` must be sent too;
  /// `query` is part of what is allowed.
  Result<std::string> presign(const std::string& method, const std::string& key, uint64_t seconds,
                              const Pairs& headers = {}, const Pairs& query = {});

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
  Result<HttpAnswer> try_once(const BucketCall& call, const Credentials& credentials, int attempt);
  bool correct_clock(const HttpAnswer& answer);

  BucketSettings settings_;
  HttpClient client_;
  std::function<void(const BucketNote&)> watcher_;
  std::atomic<int64_t> offset_{0};  // seconds
};

}  // namespace theta::cloud
