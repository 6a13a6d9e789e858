#include "cache/rate_limiter.h"

#include "base/hash.h"

namespace theta::cache {

RateLimiter::Decision RateLimiter::take(std::string_view subject, uint64_t amount,
                                        std::optional<uint64_t> most) {
  // Subjects come from outside and may have any length.
  const uint64_t limit = most.value_or(limit_.most);
  const std::string key = "rate:" + name_ + ":" + sha256_hex(subject).substr(0, 32);
  Result<Cache::Count> count = cache_.add(key, amount, limit_.window);
  if (!count.ok()) count = fallback_.add(key, amount, limit_.window);
  // What no counter can be had for is let through: a limit protects the service, and must not stop it.
  if (!count.ok()) return {true, limit, std::chrono::milliseconds(0)};
  const uint64_t used = count.value().value;
  return {used <= limit, limit - std::min(used, limit), count.value().left};
}

}  // namespace theta::cache
