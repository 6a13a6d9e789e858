#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "cloud/signature.h"

namespace theta::cloud {

/// Gives the credentials of now: those of PREFIX_ACCESS_KEY_ID, PREFIX_ACCESS_KEY_SECRET and
/// PREFIX_SECURITY_TOKEN, or of the files that their ..._FILE twins name. Files are read again every minute,
/// and whenever a service says that what they held has expired. For any number of threads.
class CredentialSource {
 public:
  /// Reads them once, to find what is missing; `purpose` ("the object store") is named then.
  static Result<std::shared_ptr<CredentialSource>> of_environment(std::string prefix, std::string purpose);
  explicit CredentialSource(Credentials fixed) : known_(std::move(fixed)) {}

  Result<Credentials> now();
  /// Whether there are others than `expired` now.
  bool renew(const Credentials& expired);

 private:
  using Clock = std::chrono::steady_clock;
  CredentialSource() = default;

  std::mutex mutex_;
  std::string prefix_;  // empty: they do not come from the environment
  std::string purpose_;
  Clock::time_point read_at_;
  Credentials known_;
};

}  // namespace theta::cloud
