#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cache/signals.h"

namespace theta::cache {

/// What may be lost at any moment: answers that cost time to find again, counters of rate limits, wake-ups.
/// The truth is elsewhere. Keys and values are any bytes; every entry has a time to live, which must be
/// positive. For use by any number of threads.
///
/// Errors: kUsage (a key of more than kLargestKey or a value of more than kLargestValue bytes), kRemote (the
/// cache is away: answered fast, and the caller goes on without it), kNotAllowed (it refuses our password).
class Cache {
 public:
  using Milliseconds = std::chrono::milliseconds;
  static constexpr size_t kLargestKey = 512;
  static constexpr size_t kLargestValue = size_t{1} << 20;

  virtual ~Cache() = default;

  virtual Result<std::optional<std::string>> get(std::string_view key) = 0;
  virtual Status set(std::string_view key, std::string_view value, Milliseconds life) = 0;
  /// False when the key has a value already, which then stays.
  virtual Result<bool> set_if_absent(std::string_view key, std::string_view value, Milliseconds life) = 0;
  virtual Status remove(std::string_view key) = 0;
  /// Removes the key if `value` is its value; true when it was. So a holder ends its own claim only.
  virtual Result<bool> remove_if_equal(std::string_view key, std::string_view value) = 0;

  struct Count {
    uint64_t value = 0;
    Milliseconds left{0};  ///< until the counter ends
  };
  /// Adds to a counter and returns its new value. The first add() starts it at `amount` and its life, which
  /// later ones do not lengthen. kFailed when the key holds something else.
  virtual Result<Count> add(std::string_view key, uint64_t amount, Milliseconds life) = 0;

  /// Wakes whoever waits on the channel, in this process in any case, and in all others that share the cache.
  virtual Status publish(std::string_view channel) = 0;
  /// The wake-ups that reach this process. Look at count(), then at the truth, then wait() with that count:
  /// nothing is missed in between, and what a cache that was away has missed shows at the time limit.
  Signals& signals() { return signals_; }

 protected:
  static Status check_size(std::string_view key, std::string_view value = {});

 private:
  Signals signals_;
};

}  // namespace theta::cache
