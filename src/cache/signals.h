#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string_view>

namespace theta::cache {

/// Wake-ups inside a process, by the name of a channel. Channels share a fixed number of slots, so a waiter
/// may be woken for another channel: it looks again and waits again. For use by any number of threads.
class Signals {
 public:
  /// Rises with every wake-up of the channel.
  uint64_t count(std::string_view channel) const;
  void raise(std::string_view channel);
  void raise_all();
  /// Returns as soon as the channel's count is no longer `seen`, else after `limit`; the count then.
  uint64_t wait(std::string_view channel, uint64_t seen, std::chrono::milliseconds limit) const;

 private:
  struct Slot {
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    uint64_t count = 0;
    void raise();
  };
  const Slot& slot(std::string_view channel) const;

  std::array<Slot, 256> slots_;
};

}  // namespace theta::cache
