#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace theta::cache {

/// Where a Redis server is and who we are to it.
struct RedisAddress {
  std::string host = "127.0.0.1";
  uint16_t port = 6379;
  std::string user;      ///< empty: the server's default user
  std::string password;  ///< a secret; empty: none is sent
  uint32_t database = 0;

  /// For messages and logs: "127.0.0.1:6379/0".
  std::string shown() const;
};

/// Reads "redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]", user and password percent-encoded, an IPv6 host
/// in brackets. The kUsage error of a wrong one does not repeat it: it may hold a password.
Result<RedisAddress> parse_redis_url(std::string_view url);

}  // namespace theta::cache
