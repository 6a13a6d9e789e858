#include "database/write_queue.h"

#include <algorithm>

namespace theta::database {

WriteTurn::~WriteTurn() {
  if (queue_ != nullptr) queue_->end_turn();
}

std::optional<WriteTurn> WriteQueue::wait(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  const uint64_t number = next_++;
  waiting_.push_back(number);
  if (moved_.wait_for(lock, most, [&] { return waiting_.front() == number; })) return WriteTurn(this);
  // Whoever waits in front of us still writes, so nobody's turn changes.
  waiting_.erase(std::find(waiting_.begin(), waiting_.end(), number));
  return std::nullopt;
}

void WriteQueue::end_turn() {
  {
    const std::lock_guard lock(mutex_);
    waiting_.pop_front();
  }
  moved_.notify_all();
}

}  // namespace theta::database
