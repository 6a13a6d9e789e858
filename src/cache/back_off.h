#pragma once

#include <algorithm>
#include <chrono>

namespace theta::cache {

/// How long to leave a server alone that failed: 100 ms, then twice as long each time, 3 s at most. Short
/// enough for a server that is back to be found soon; long enough for the tries to cost nothing.
class BackOff {
 public:
  std::chrono::milliseconds next() {
    const std::chrono::milliseconds wait = wait_;
    wait_ = std::min(2 * wait_, std::chrono::milliseconds(3'000));
    return wait;
  }
  void reset() { wait_ = kFirst; }

 private:
  static constexpr std::chrono::milliseconds kFirst{100};
  std::chrono::milliseconds wait_ = kFirst;
};

}  // namespace theta::cache
