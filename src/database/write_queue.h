#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace theta::database {

class WriteQueue;

/// The right to write, until the end of the scope.
class WriteTurn {
 public:
  /// No queue: whoever does not need to wait.
  explicit WriteTurn(WriteQueue* queue) : queue_(queue) {}
  ~WriteTurn();
  WriteTurn(WriteTurn&& other) noexcept : queue_(std::exchange(other.queue_, nullptr)) {}
  WriteTurn& operator=(WriteTurn&&) = delete;
  WriteTurn(const WriteTurn&) = delete;
  WriteTurn& operator=(const WriteTurn&) = delete;

 private:
  WriteQueue* queue_;
};

/// A lock that serves its callers in the order in which they came: a mutex lets a busy thread take it again
/// and again while others wait.
class WriteQueue {
 public:
  /// Empty when the turn did not come within `most`.
  std::optional<WriteTurn> wait(std::chrono::milliseconds most);

 private:
  friend class WriteTurn;
  void end_turn();

  std::mutex mutex_;
  std::condition_variable moved_;
  uint64_t next_ = 0;
  std::deque<uint64_t> waiting_;  // the first one writes
};

}  // namespace theta::database
