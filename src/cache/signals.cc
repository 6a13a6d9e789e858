#include "cache/signals.h"

#include "base/hash.h"

namespace theta::cache {

void Signals::Slot::raise() {
  {
    const std::lock_guard lock(mutex);
    ++count;
  }
  changed.notify_all();
}

const Signals::Slot& Signals::slot(std::string_view channel) const {
  return slots_[hash_bytes(channel) % slots_.size()];
}

uint64_t Signals::count(std::string_view channel) const {
  const Slot& place = slot(channel);
  const std::lock_guard lock(place.mutex);
  return place.count;
}

void Signals::raise(std::string_view channel) {
  slots_[hash_bytes(channel) % slots_.size()].raise();
}

void Signals::raise_all() {
  for (Slot& place : slots_) place.raise();
}

uint64_t Signals::wait(std::string_view channel, uint64_t seen, std::chrono::milliseconds limit) const {
  const Slot& place = slot(channel);
  std::unique_lock lock(place.mutex);
  place.changed.wait_for(lock, limit, [&] { return place.count != seen; });
  return place.count;
}

}  // namespace theta::cache
