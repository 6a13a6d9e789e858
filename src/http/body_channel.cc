#include "http/body_channel.h"

#include <utility>

namespace theta::http {

Result<std::string_view> BodyChannel::next() {
  std::unique_lock lock(mutex_);
  if (error_) return *error_;
  if (ended_) return std::string_view();
  wanted_ = true;
  wake_();
  delivered_.wait(lock, [this] { return !wanted_; });
  if (error_) return *error_;
  return std::string_view(piece_);
}

bool BodyChannel::wanted() const {
  const std::lock_guard lock(mutex_);
  return wanted_;
}

void BodyChannel::deliver(std::string piece) {
  {
    const std::lock_guard lock(mutex_);
    piece_ = std::move(piece);
    ended_ = piece_.empty();
    wanted_ = false;
  }
  delivered_.notify_one();
}

void BodyChannel::fail(const Refusal& refusal) {
  {
    const std::lock_guard lock(mutex_);
    const ErrorKind kind = refusal.status == 413   ? ErrorKind::kExhausted
                           : refusal.status == 503 ? ErrorKind::kCancelled
                                                   : ErrorKind::kBadInput;
    if (!error_) error_ = make_error(kind, "{}", refusal.why);
    wanted_ = false;
  }
  delivered_.notify_one();
}

}  // namespace theta::http
