#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>

namespace theta::cloud {

/// When a second request is worth its cost: later than nineteen of twenty answers come, and never for more
/// than one request of ten, so that a service that is slow for everybody does not get twice the load. For any
/// number of threads.
class HedgeDelay {
 public:
  /// How long to wait for the first request before the second; 0: send none.
  std::chrono::milliseconds next();
  /// The request had a second one.
  void hedged();
  /// An answer took this long.
  void answered(std::chrono::milliseconds duration);

 private:
  static constexpr size_t kSeen = 64;
  static constexpr size_t kFewest = 16;  // to tell anything from

  std::mutex mutex_;
  std::array<std::chrono::milliseconds, kSeen> durations_{};
  size_t count_ = 0;
  double allowance_ = 1;
};

}  // namespace theta::cloud
