#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

#include "base/result.h"

namespace theta::accounts {

/// Lets so many callers work at once and so many wait; all others are turned away with kTooMany. Hashing a
/// password takes 19 MiB and a processor: without this, a few hundred logins would take the machine.
class Turnstile {
 public:
  Turnstile(size_t most_inside, size_t most_waiting)
      : most_inside_(most_inside), most_waiting_(most_waiting) {}

  /// The right to be inside; ends with the object.
  class Pass {
   public:
    explicit Pass(Turnstile& turnstile) : turnstile_(&turnstile) {}
    Pass(Pass&& other) noexcept : turnstile_(std::exchange(other.turnstile_, nullptr)) {}
    Pass& operator=(Pass&&) = delete;
    ~Pass() {
      if (turnstile_ != nullptr) turnstile_->leave();
    }

   private:
    Turnstile* turnstile_;
  };
  /// Waits while there is room to wait.
  Result<Pass> enter();

 private:
  void leave();

  const size_t most_inside_;
  const size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable left_;
  size_t inside_ = 0;
  size_t waiting_ = 0;
};

}  // namespace theta::accounts
