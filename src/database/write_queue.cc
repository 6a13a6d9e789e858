#include "database/write_queue.h"

#include <algorithm>

namespace theta::database {

std::optional<Status> WriteQueue::run(const std::function<bool(Connection&)>& body,
                                      std::chrono::milliseconds most, const Make& make) {
  using Stage = WaitingWrite::Stage;
  WaitingWrite mine{.body = body};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&mine);
  const auto may_move = [&] {
    return mine.stage != Stage::kWaiting || (!writing_ && waiting_.front() == &mine);
  };
  if (!moved_.wait_for(lock, most, may_move)) {
    waiting_.erase(std::find(waiting_.begin(), waiting_.end(), &mine));
    return std::nullopt;
  }
  if (mine.stage == Stage::kWaiting) {
    const std::vector<WaitingWrite*> together = take();
    lock.unlock();
    try {
      make(together);
    } catch (...) {
      for (WaitingWrite* const write : together) write->thrown = std::current_exception();
    }
    lock.lock();
    end(together);
  } else {
    moved_.wait(lock, [&] { return mine.stage == Stage::kDone; });
  }
  lock.unlock();
  if (mine.thrown) std::rethrow_exception(mine.thrown);
  return std::move(mine.status);
}

std::vector<WaitingWrite*> WriteQueue::take() {
  writing_ = true;
  const size_t count = std::min(waiting_.size(), kMostTogether);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<WaitingWrite*> together(waiting_.begin(), end);
  waiting_.erase(waiting_.begin(), end);
  for (WaitingWrite* const write : together) write->stage = WaitingWrite::Stage::kTaken;
  return together;
}

void WriteQueue::end(std::span<WaitingWrite* const> together) {
  writing_ = false;
  for (WaitingWrite* const write : together) write->stage = WaitingWrite::Stage::kDone;
  moved_.notify_all();
}

}  // namespace theta::database
