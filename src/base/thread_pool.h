#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace theta {

/// A fixed set of threads that share one loop at a time.
///
/// Work is cut into tasks by the caller, never by the number of threads; a task may run on any thread, so a
/// result that does not depend on which thread ran a task is the same for every pool size.
class ThreadPool {
 public:
  /// `threads` >= 1 counts the calling thread; 0 means one per processor that this process may use.
  explicit ThreadPool(size_t threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Threads that take part in run(), the caller included.
  size_t size() const;

  /// Calls task(i, worker) for every i in [0, count), each once, and returns when all have ended. `worker` is
  /// in [0, size()) and identifies the running thread, for scratch space. Tasks start in rising order and
  /// must not throw or call run() on the same pool. One caller at a time.
  void run(size_t count, const std::function<void(size_t task, size_t worker)>& task);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Calls body(begin, end, worker) over [0, count) in pieces of `grain` elements (the last may be shorter).
/// The pieces depend on `grain` only, so per-piece partial results are the same for any pool size.
void parallel_for(ThreadPool& pool, size_t count, size_t grain,
                  const std::function<void(size_t begin, size_t end, size_t worker)>& body);

}  // namespace theta
