#include "cloud/circuit_breaker.h"

#include <algorithm>

namespace theta::cloud {

bool CircuitBreaker::may_try(Time now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!open_) return true;
  if (trying_ || now < until_) return false;
  trying_ = true;
  return true;
}

void CircuitBreaker::succeeded() {
  const std::lock_guard<std::mutex> lock(mutex_);
  failures_ = 0;
  open_ = false;
  trying_ = false;
  pause_ = {};
}

void CircuitBreaker::failed(Time now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++failures_;
  // Requests that were under way when it opened tell nothing new.
  if (open_ ? !trying_ : failures_ < limits_.failures) return;
  pause_ = open_ ? std::min(pause_ * 2, limits_.longest) : limits_.pause;
  opened_ += open_ ? 0 : 1;
  open_ = true;
  trying_ = false;
  until_ = now + pause_;
}

bool CircuitBreaker::open() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return open_;
}

uint64_t CircuitBreaker::opened() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return opened_;
}

}  // namespace theta::cloud
