#include "database/wait_watch.h"

#include <algorithm>

namespace theta::database {

std::vector<Wait> WaitWatch::look(const std::vector<Wait>& waits, Clock::time_point now) {
  const Clock::duration passed = std::min<Clock::duration>(now - last_look_, kLongestLook);
  last_look_ = now;
  std::vector<Wait> over;
  std::unordered_map<TaskId, Seen> still;
  for (const Wait& wait : waits) {
    Seen seen{.wait = wait};
    const auto before = seen_.find(wait.task);
    if (before != seen_.end()) {
      const Wait& old = before->second.wait;
      const bool same = old.fence == wait.fence && old.beat == wait.beat && old.delay == wait.delay;
      if (same) seen.unchanged = before->second.unchanged + passed;
    }
    const std::chrono::milliseconds limit =
        wait.delay > 0 ? std::chrono::milliseconds(wait.delay) : patience_;
    if (seen.unchanged >= limit) over.push_back(wait);
    still.emplace(wait.task, seen);
  }
  seen_ = std::move(still);
  return over;
}

}  // namespace theta::database
