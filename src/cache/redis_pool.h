#pragma once

#include <condition_variable>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <vector>

#include "cache/back_off.h"
#include "cache/redis_connection.h"

namespace theta::cache {

/// Connections to one server that threads share, each used by one at a time. After a failure the server is
/// left alone for a while: calls are answered kRemote at once, and then one of them tries again.
class RedisPool {
 public:
  /// Connects at the first command.
  RedisPool(RedisAddress address, RedisLimits limits, size_t most_connections)
      : address_(std::move(address)), limits_(limits), most_connections_(most_connections) {}

  /// RedisConnection::command() on any connection. A command is sent once at most.
  Result<RedisReply> command(std::initializer_list<std::string_view> words);

 private:
  using Clock = std::chrono::steady_clock;
  Result<RedisConnection> take();
  std::optional<RedisConnection> take_idle();
  Result<RedisConnection> connect(std::unique_lock<std::mutex>& lock);
  void give_back(RedisConnection connection, const Status& outcome);
  void note_failure(const Error& error);

  RedisAddress address_;
  RedisLimits limits_;
  size_t most_connections_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<RedisConnection> idle_;
  size_t open_ = 0;  // idle, in use, and being opened
  BackOff back_off_;
  std::optional<Error> failure_;  // the last, until a connection stands again
  Clock::time_point retry_at_;
  bool trying_ = false;  // somebody looks whether the server is back
};

}  // namespace theta::cache
