#pragma once

#include <atomic>
#include <utility>

#include "http/options.h"
#include "http/router.h"
#include "http/worker_pool.h"

namespace theta::http {

/// What all connections of a server share. Threads: options and router do not change, the rest guards itself.
struct Shared {
  Shared(ServerOptions given, Router routes)
      : options(std::move(given)),
        router(std::move(routes)),
        pool(options.worker_threads, options.queued_requests) {}

  const ServerOptions options;
  const Router router;
  WorkerPool pool;

  std::atomic<bool> draining{false};
  std::atomic<size_t> connections{0};
  std::atomic<size_t> event_streams{0};
  std::atomic<size_t> streaming_requests{0};
  std::atomic<size_t> buffered_bodies{0};  // bytes
  std::atomic<uint64_t> requests{0};
  std::atomic<uint64_t> refused_connections{0};
  std::atomic<uint64_t> refused_requests{0};
};

/// Takes `amount` of a shared allowance while it lives, or does not get it.
class Allowance {
 public:
  Allowance() = default;
  Allowance(const Allowance&) = delete;
  Allowance& operator=(const Allowance&) = delete;
  ~Allowance() { give_back(); }

  /// Takes more; false, and nothing taken, when `most` would be passed.
  bool take(std::atomic<size_t>& counter, size_t amount, size_t most) {
    counter_ = &counter;
    if (counter.fetch_add(amount) + amount > most) {
      counter.fetch_sub(amount);
      return false;
    }
    taken_ += amount;
    return true;
  }
  void give_back() {
    if (taken_ > 0) counter_->fetch_sub(std::exchange(taken_, 0));
  }

 private:
  std::atomic<size_t>* counter_ = nullptr;
  size_t taken_ = 0;
};

}  // namespace theta::http
