#pragma once

#include <sys/types.h>

#include <string>

#include "base/temporary_folder.h"
#include "cache/redis_address.h"

namespace theta::cache {

/// A redis-server for tests: on a free port of the loopback interface, with a password, storing nothing, and
/// gone with the object or the test.
class RedisServer {
 public:
  /// True when the program is on this machine; tests skip themselves when it is not.
  static bool is_installed();

  RedisServer();
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  const RedisAddress& address() const { return address_; }
  void start();   ///< on the same port as before; returns when it answers
  void kill();    ///< at once
  void freeze();  ///< it keeps its connections and answers nothing
  void thaw();
  void flush();  ///< forgets everything

 private:
  TemporaryFolder folder_;
  RedisAddress address_;
  pid_t process_ = -1;
};

}  // namespace theta::cache
