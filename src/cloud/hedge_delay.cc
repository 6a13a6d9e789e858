#include "cloud/hedge_delay.h"

#include <algorithm>

namespace theta::cloud {
namespace {

constexpr std::chrono::milliseconds kUnknown{1000};
constexpr std::chrono::milliseconds kShortest{50};
constexpr double kShare = 0.1;
constexpr double kMostAllowance = 5;

}  // namespace

std::chrono::milliseconds HedgeDelay::next() {
  const std::lock_guard<std::mutex> lock(mutex_);
  allowance_ = std::min(allowance_ + kShare, kMostAllowance);
  if (allowance_ < 1) return std::chrono::milliseconds(0);
  if (count_ < kFewest) return kUnknown;
  std::array<std::chrono::milliseconds, kSeen> sorted = durations_;
  const size_t count = std::min(count_, kSeen);
  const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(count * 95 / 100);
  std::nth_element(sorted.begin(), place, sorted.begin() + static_cast<std::ptrdiff_t>(count));
  return std::max(*place, kShortest);
}

void HedgeDelay::hedged() {
  const std::lock_guard<std::mutex> lock(mutex_);
  allowance_ -= 1;
}

void HedgeDelay::answered(std::chrono::milliseconds duration) {
  const std::lock_guard<std::mutex> lock(mutex_);
  durations_[count_++ % kSeen] = duration;
}

}  // namespace theta::cloud
