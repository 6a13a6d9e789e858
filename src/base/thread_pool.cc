#include "base/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "base/assert.h"
#include "base/processors.h"

namespace theta {
namespace {

// How often a thread looks for work before it sleeps. A training step has dozens of short loops; waking a
// sleeping thread costs more than many of them take.
constexpr int kSpins = 2000;

void relax() {
  __builtin_ia32_pause();
}

}  // namespace

struct ThreadPool::State {
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::condition_variable wake;
  std::condition_variable done;
  std::atomic<uint64_t> generation{0};  // one more for each run()
  // A helper first counts itself in and then looks whether the run is still open; run() first closes it and
  // then looks at the count. One of them sees the other, so run() waits for every helper at work and for none
  // that comes late: on a busy machine a sleeping thread may come very late.
  std::atomic<bool> open{false};
  std::atomic<size_t> active{0};
  std::atomic<size_t> next{0};
  size_t count = 0;
  const std::function<void(size_t, size_t)>* task = nullptr;
  std::atomic<bool> stop{false};

  void drain(size_t worker) {
    for (size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) (*task)(i, worker);
  }

  void wait_for_generation(uint64_t seen) {
    for (int spin = 0; spin < kSpins; ++spin) {
      if (generation.load(std::memory_order_acquire) != seen || stop.load()) return;
      relax();
    }
    std::unique_lock lock(mutex);
    wake.wait(lock, [&] { return generation.load() != seen || stop.load(); });
  }

  void helper_loop(size_t worker) {
    uint64_t seen = 0;
    while (true) {
      wait_for_generation(seen);
      if (stop.load()) return;
      seen = generation.load(std::memory_order_acquire);
      active.fetch_add(1);
      if (open.load()) drain(worker);
      if (active.fetch_sub(1) == 1) {
        const std::lock_guard lock(mutex);
        done.notify_one();
      }
    }
  }
};

ThreadPool::ThreadPool(size_t threads) : state_(std::make_unique<State>()) {
  if (threads == 0) threads = usable_processors();
  for (size_t worker = 1; worker < threads; ++worker) {
    state_->threads.emplace_back([state = state_.get(), worker] { state->helper_loop(worker); });
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stop.store(true);
  }
  state_->wake.notify_all();
  for (std::thread& thread : state_->threads) thread.join();
}

size_t ThreadPool::size() const {
  return state_->threads.size() + 1;
}

void ThreadPool::run(size_t count, const std::function<void(size_t, size_t)>& task) {
  if (count == 0) return;
  State& state = *state_;
  if (state.threads.empty() || count == 1) {
    for (size_t i = 0; i < count; ++i) task(i, 0);
    return;
  }
  {
    const std::lock_guard lock(state.mutex);
    state.count = count;
    state.task = &task;
    state.next.store(0);
    const bool was_open = state.open.exchange(true);
    THETA_ASSERT(!was_open);
    state.generation.fetch_add(1, std::memory_order_release);
  }
  state.wake.notify_all();
  state.drain(0);
  state.open.store(false);
  for (int spin = 0; spin < kSpins; ++spin) {
    if (state.active.load() == 0) return;
    relax();
  }
  std::unique_lock lock(state.mutex);
  state.done.wait(lock, [&] { return state.active.load() == 0; });
}

void parallel_for(ThreadPool& pool, size_t count, size_t grain,
                  const std::function<void(size_t, size_t, size_t)>& body) {
  THETA_ASSERT(grain > 0);
  const size_t pieces = (count + grain - 1) / grain;
  pool.run(pieces, [&](size_t piece, size_t worker) {
    const size_t begin = piece * grain;
    body(begin, std::min(count, begin + grain), worker);
  });
}

}  // namespace theta
