#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace theta::http {

/// Threads that run handlers, with a queue that says no.
class WorkerPool {
 public:
  using Job = std::function<void()>;

  WorkerPool(size_t threads, size_t queue_limit);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when as many jobs wait as may.
  bool try_run(Job job);
  /// For the next step of something accepted before (a piece of a body): never refused, and ahead of new
  /// work, so that what was begun ends. The caller has at most one such step under way per connection.
  void run_next(Job job);
  /// Ends the threads after the jobs that wait; what comes later is dropped.
  void stop();

  size_t waiting() const;
  size_t running() const { return running_.load(std::memory_order_relaxed); }
  size_t threads() const { return threads_.size(); }

 private:
  void work();

  const size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> next_;
  std::deque<Job> queue_;
  bool stopped_ = false;
  std::atomic<size_t> running_{0};
  std::vector<std::thread> threads_;
};

}  // namespace theta::http
