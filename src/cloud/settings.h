#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "cloud/credential_source.h"
#include "cloud/http_client.h"

namespace theta::cloud {

enum class Dialect : uint8_t { kOss, kS3 };

/// How often, and for how long, a call is tried again while the service is away or busy.
struct RetryLimits {
  int tries = 5;
  std::chrono::milliseconds first_pause{200};     ///< at most; each following may be twice as long
  std::chrono::milliseconds longest_pause{5000};  ///< also where the service asks for more
  std::chrono::milliseconds deadline{20000};      ///< no try begins later, counted from the first
};

/// How to reach a bucket.
struct BucketSettings {
  Dialect dialect = Dialect::kOss;
  bool old_signature = false;  ///< OSS V1
  bool path_style = false;     ///< the bucket stands in the path, not in the name of the host
  bool plain_http = false;
  std::string host;  ///< of the endpoint, with its port where it has one
  std::string bucket;
  std::string region;
  std::shared_ptr<CredentialSource> credentials;
  HttpLimits limits;
  RetryLimits retry;
};

/// Variables that describe a bucket and the rights to use it. Child processes that work on the store get
/// them.
inline constexpr std::array kStoreVariables = {"OSS_ACCESS_KEY_ID",
                                               "OSS_ACCESS_KEY_ID_FILE",
                                               "OSS_ACCESS_KEY_SECRET",
                                               "OSS_ACCESS_KEY_SECRET_FILE",
                                               "OSS_SECURITY_TOKEN",
                                               "OSS_SECURITY_TOKEN_FILE",
                                               "OSS_BUCKET_NAME",
                                               "OSS_ENDPOINT",
                                               "OSS_SCHEME",
                                               "OSS_REGION",
                                               "OSS_SIGNATURE_VERSION",
                                               "OSS_ADDRESSING",
                                               "SSL_CERT_FILE",
                                               "SSL_CERT_DIR"};

/// The bucket that the environment describes; none where neither OSS_BUCKET_NAME nor OSS_ENDPOINT is set.
/// kUsage names the variable that is missing or wrong.
Result<std::optional<BucketSettings>> bucket_of_environment();

/// "oss://bucket" or "s3://bucket".
std::string bucket_uri(const BucketSettings& settings);

/// The region in the name of an OSS host ("oss-cn-x[-internal].aliyuncs.com"); empty when there is none.
std::string region_of_host(const std::string& host);

}  // namespace theta::cloud
