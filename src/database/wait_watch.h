#pragma once

#include <chrono>
#include <unordered_map>
#include <vector>

#include "database/task_queue.h"

namespace theta::database {

/// Tells which waits are over, by one machine's own steady clock: a lease whose heartbeat number stood still
/// for `patience`, a delay that has passed since it was first seen.
///
/// A look counts for at most kLongestLook however long ago the one before was: a watcher that was frozen
/// itself does not take the others for dead.
class WaitWatch {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kLongestLook{10};

  explicit WaitWatch(std::chrono::milliseconds patience) : patience_(patience) {}

  /// `waits`: all there are now (TaskQueue::waits_for_worker). Call it every few seconds. One thread at a
  /// time.
  std::vector<Wait> look(const std::vector<Wait>& waits, Clock::time_point now);

 private:
  struct Seen {
    Wait wait;
    Clock::duration unchanged{};
  };
  const std::chrono::milliseconds patience_;
  std::unordered_map<TaskId, Seen> seen_;
  Clock::time_point last_look_{};
};

}  // namespace theta::database
