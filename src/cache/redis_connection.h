#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cache/redis_address.h"

struct redisContext;

namespace theta::cache {

/// An answer of Redis that is no error.
struct RedisReply {
  enum class Kind : uint8_t { kNil, kText, kInteger, kList };
  Kind kind = Kind::kNil;
  std::string text;  ///< any bytes
  int64_t integer = 0;
  std::vector<RedisReply> list;
};

/// Time that a call may take at most.
struct RedisLimits {
  std::chrono::milliseconds connect{500};
  std::chrono::milliseconds command{500};
};

/// One connection to Redis (RESP2 by hiredis), logged in and at its database. One thread at a time. The
/// process must ignore SIGPIPE.
class RedisConnection {
 public:
  static Result<RedisConnection> open(const RedisAddress& address, const RedisLimits& limits);
  ~RedisConnection();
  RedisConnection(RedisConnection&&) noexcept;
  RedisConnection& operator=(RedisConnection&&) noexcept;

  /// Sends a command, whose words are any bytes, and waits for its answer. kRemote when the server is away,
  /// slow or refuses; kNotAllowed when it wants another password; kFailed when it cannot do that with this
  /// key.
  Result<RedisReply> command(std::span<const std::string_view> words);
  Result<RedisReply> command(std::initializer_list<std::string_view> words) {
    return command(std::span(words.begin(), words.size()));
  }

  /// False after a failure that leaves it unknown what the next answer would belong to: throw it away.
  bool usable() const { return usable_; }
  /// True while the server has not closed a connection that waits for nothing.
  bool is_alive() const;

  /// For subscriptions: sends without waiting; takes what has arrived, waiting for nothing.
  Status send(std::initializer_list<std::string_view> words);
  Status read_available();
  /// The next message of what was read.
  Result<std::optional<RedisReply>> next_message();
  int descriptor() const;

 private:
  struct Free {
    void operator()(redisContext* context) const;
  };
  explicit RedisConnection(std::string shown) : shown_(std::move(shown)) {}
  Status log_in(const RedisAddress& address);
  Error lost();

  std::string shown_;
  std::unique_ptr<redisContext, Free> context_;
  bool usable_ = true;
};

}  // namespace theta::cache
