#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

namespace theta::cloud {

/// Keeps requests away from a service that fails: after some failures in a row nothing is asked for a while,
/// then one request tries; it opens the way again or makes the pause longer. Times are given from outside, on
/// a steady clock. For any number of threads.
class CircuitBreaker {
 public:
  using Time = std::chrono::steady_clock::time_point;
  struct Limits {
    int failures = 5;                          ///< in a row
    std::chrono::milliseconds pause{5000};     ///< doubles with each failed trial ...
    std::chrono::milliseconds longest{60000};  ///< ... up to this
  };

  explicit CircuitBreaker(Limits limits) : limits_(limits) {}

  /// Whether a request may be sent now. Each one that may is to be followed by succeeded() or failed().
  bool may_try(Time now);
  void succeeded();
  void failed(Time now);

  bool open() const;
  uint64_t opened() const;  ///< times since the start

 private:
  const Limits limits_;
  mutable std::mutex mutex_;
  int failures_ = 0;
  bool open_ = false;
  bool trying_ = false;  // the one request that finds out
  std::chrono::milliseconds pause_{0};
  Time until_;
  uint64_t opened_ = 0;
};

}  // namespace theta::cloud
