#pragma once

#include <list>
#include <mutex>
#include <unordered_map>

#include "cache/cache.h"

namespace theta::cache {

/// A cache inside the process. When it is full, what was not used for longest goes.
class MemoryCache : public Cache {
 public:
  static constexpr size_t kDefaultBytes = size_t{64} << 20;
  explicit MemoryCache(size_t most_bytes = kDefaultBytes) : most_bytes_(most_bytes) {}

  Result<std::optional<std::string>> get(std::string_view key) override;
  Status set(std::string_view key, std::string_view value, Milliseconds life) override;
  Result<bool> set_if_absent(std::string_view key, std::string_view value, Milliseconds life) override;
  Status remove(std::string_view key) override;
  Result<bool> remove_if_equal(std::string_view key, std::string_view value) override;
  Result<Count> add(std::string_view key, uint64_t amount, Milliseconds life) override;
  Status publish(std::string_view channel) override;

  /// Keys, values and what it takes to keep them; expired ones count until they are met.
  size_t bytes() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::string key;
    std::string value;
    Clock::time_point end;
  };
  using Entries = std::list<Entry>;  // used last first

  Entry* find(std::string_view key);
  void put(std::string_view key, std::string_view value, Milliseconds life);
  void erase(Entries::iterator entry);

  size_t most_bytes_;
  mutable std::mutex mutex_;
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> index_;  // keys lie in the entries
  size_t bytes_ = 0;
};

}  // namespace theta::cache
