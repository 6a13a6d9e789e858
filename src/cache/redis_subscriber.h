#pragma once

#include <functional>
#include <string>
#include <thread>

#include "base/descriptor.h"
#include "cache/redis_connection.h"

namespace theta::cache {

/// A thread that listens on one channel of a Redis server, for as long as the object lives, and connects
/// again when the connection breaks.
class RedisSubscriber {
 public:
  struct Calls {
    std::function<void(const std::string& message)> on_message;
    std::function<void()> on_connected;  ///< each time listening begins: messages before it may be lost
  };
  /// The calls come from the thread.
  RedisSubscriber(RedisAddress address, RedisLimits limits, std::string channel, Calls calls);
  ~RedisSubscriber();
  RedisSubscriber(const RedisSubscriber&) = delete;
  RedisSubscriber& operator=(const RedisSubscriber&) = delete;

 private:
  void run();
  Status listen();
  Status handle_messages(RedisConnection& connection);
  bool wait(int fd, std::chrono::milliseconds limit, bool& readable) const;

  RedisAddress address_;
  RedisLimits limits_;
  std::string channel_;
  Calls calls_;
  Descriptor stop_;  // becomes readable when the object goes
  bool was_connected_ = false;
  std::thread thread_;
};

}  // namespace theta::cache
