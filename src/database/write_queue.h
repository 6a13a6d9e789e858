#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"

namespace theta::database {

class Connection;

/// One transaction of a caller that waits until it is made.
struct WaitingWrite {
  /// What it does; false: it failed, and is to be undone.
  const std::function<bool(Connection&)>& body;
  Status status;              ///< good: the body's own answer counts
  std::exception_ptr thrown;  ///< by the body

  enum class Stage { kWaiting, kTaken, kDone };
  Stage stage = Stage::kWaiting;
};

/// The line in front of a database that has one writer. Transactions are made in the order in which they
/// came. Those that came while others were being written are taken together, so that they can share a commit:
/// each commit waits for the disk.
class WriteQueue {
 public:
  static constexpr size_t kMostTogether = 64;

  /// Makes all of them, in order, each as if it were alone. Called by one thread at a time.
  using Make = std::function<void(std::span<WaitingWrite* const> together)>;

  /// Returns when the transaction was made, by this thread or by one that came before; rethrows what its body
  /// threw. Empty when its turn did not come within `most`.
  std::optional<Status> run(const std::function<bool(Connection&)>& body, std::chrono::milliseconds most,
                            const Make& make);

 private:
  std::vector<WaitingWrite*> take();
  void end(std::span<WaitingWrite* const> together);

  std::mutex mutex_;
  std::condition_variable moved_;
  std::deque<WaitingWrite*> waiting_;
  bool writing_ = false;
};

}  // namespace theta::database
