#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>

#include "cache/rate_limiter.h"
#include "server/call.h"
#include "server/live_settings.h"
#include "server/services.h"

namespace theta::server {

/// How much a user may have and do: their own quota, else the server's setting. A server without accounts has
/// one user, who may fill the machine that is theirs. For any number of threads.
class Limits {
 public:
  Limits(Services& services, LiveSettings& settings, bool accounts);

  /// kTooMany, with the time to wait, for more requests a minute than the user may make.
  Status admit_request(const Caller& caller);
  /// The same for those who are not known, by address.
  Status admit_stranger(std::string_view address);
  /// An account that an address makes for itself.
  Status admit_registration(std::string_view address);

  /// kBadInput when the user has as many data sets as they may have.
  Status admit_dataset(const Caller& caller);
  /// kBadInput when the user has more stored than they may: what would add to it is refused.
  Status admit_more(const Caller& caller);
  /// Waiting tasks at once.
  int64_t max_queued(const Caller& caller);
  /// All that hold for the user; empty: no limit.
  database::Quotas of(const Caller& caller);
  /// Bytes of the user's files and models.
  Result<int64_t> stored_bytes(const database::UserId& user);

  /// Bytes on their way into the store. They count from before they are written until they are counted in the
  /// database, so that uploads side by side cannot exceed the quota together.
  class Bytes {
   public:
    Bytes(Limits& limits, const Caller& caller) : limits_(limits), caller_(caller) {}
    ~Bytes();
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;

    /// Makes room for `count` bytes in all (of this object). kBadInput, naming the quota, when there is none.
    Status reserve(uint64_t count);

   private:
    Limits& limits_;
    const Caller& caller_;
    int64_t reserved_ = 0;
  };

 private:
  Services& services_;
  LiveSettings& settings_;
  const bool accounts_;
  cache::RateLimiter users_;
  cache::RateLimiter strangers_;
  cache::RateLimiter registrations_;
  std::mutex mutex_;
  std::map<database::UserId, int64_t> on_their_way_;
};

}  // namespace theta::server
