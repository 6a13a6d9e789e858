#pragma once

#include <string>

#include "cloud/open_api.h"

namespace theta::cloud {

/// Credentials that end.
struct TemporaryCredentials {
  Credentials credentials;
  std::string expires;  ///< "2026-01-31T23:59:00Z"
};

/// Gives out temporary rights, by the interface of STS of 2015-04-01.
class StsClient {
 public:
  static constexpr const char* kVersion = "2015-04-01";

  explicit StsClient(OpenApiSettings settings) : api_(std::move(settings)) {}

  /// Those of `role` (an ARN) that `policy` allows, too. `session` names the caller in audit logs: 2 to 64 of
  /// letters, digits and .@-_
  Result<TemporaryCredentials> assume(const std::string& role, const std::string& session,
                                      const formats::Json& policy, std::chrono::seconds duration);

 private:
  OpenApi api_;
};

/// The policy that lets a job work below `writable` and read what starts with one of `readable`, in one
/// bucket. It has 2,048 characters at most, as the service wants; kUsage when the prefixes do not fit.
Result<formats::Json> job_policy(const std::string& bucket, const std::string& writable,
                                 const std::vector<std::string>& readable);

}  // namespace theta::cloud
