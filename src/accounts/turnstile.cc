#include "accounts/turnstile.h"

namespace theta::accounts {

Result<Turnstile::Pass> Turnstile::enter() {
  std::unique_lock<std::mutex> lock(mutex_);
  if (inside_ >= most_inside_) {
    if (waiting_ >= most_waiting_)
      return Error{ErrorKind::kTooMany, "too many people log in at this moment", 1};
    ++waiting_;
    left_.wait(lock, [this] { return inside_ < most_inside_; });
    --waiting_;
  }
  ++inside_;
  return Pass(*this);
}

void Turnstile::leave() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    --inside_;
  }
  left_.notify_one();
}

}  // namespace theta::accounts
