#include "http/worker_pool.h"

#include <utility>

namespace theta::http {

WorkerPool::WorkerPool(size_t threads, size_t queue_limit) : queue_limit_(queue_limit) {
  for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::try_run(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::run_next(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return;
    next_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size() + next_.size();
}

void WorkerPool::work() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopped_ || !next_.empty() || !queue_.empty(); });
      std::deque<Job>& source = next_.empty() ? queue_ : next_;
      if (source.empty()) return;
      job = std::move(source.front());
      source.pop_front();
    }
    running_.fetch_add(1, std::memory_order_relaxed);
    job();
    running_.fetch_sub(1, std::memory_order_relaxed);
  }
}

}  // namespace theta::http
