#pragma once

#include <atomic>

namespace theta {

/// A request to stop, set by a signal handler or another thread and looked at between steps of long work.
class StopFlag {
 public:
  void request() { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
};

}  // namespace theta
