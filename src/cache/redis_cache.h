#pragma once

#include <string>

#include "cache/cache.h"
#include "cache/redis_pool.h"
#include "cache/redis_subscriber.h"

namespace theta::cache {

struct RedisOptions {
  RedisAddress address;
  RedisLimits limits;
  size_t most_connections = 8;
  std::string prefix = "theta:";  ///< of every key and channel, so that others may use the same server
};

/// A cache that servers share: Redis 7. While it is away, calls are answered kRemote fast, wake-ups still
/// reach this process, and waiters wake up once when it is back, since they may have missed something.
class RedisCache : public Cache {
 public:
  explicit RedisCache(RedisOptions options);

  Result<std::optional<std::string>> get(std::string_view key) override;
  Status set(std::string_view key, std::string_view value, Milliseconds life) override;
  Result<bool> set_if_absent(std::string_view key, std::string_view value, Milliseconds life) override;
  Status remove(std::string_view key) override;
  Result<bool> remove_if_equal(std::string_view key, std::string_view value) override;
  Result<Count> add(std::string_view key, uint64_t amount, Milliseconds life) override;
  Status publish(std::string_view channel) override;

 private:
  std::string full(std::string_view key) const { return options_.prefix + std::string(key); }
  void receive(const std::string& message);

  RedisOptions options_;
  std::string self_;  // random; starts our own messages
  RedisPool pool_;
  RedisSubscriber subscriber_;
};

}  // namespace theta::cache
