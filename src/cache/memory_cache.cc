#include "cache/memory_cache.h"

#include <charconv>

#include "base/assert.h"

namespace theta::cache {
namespace {

// Nodes of list and index, and what the allocator adds: enough for small entries not to slip past the limit.
constexpr size_t kEntryCost = 200;

size_t cost_of(std::string_view key, std::string_view value) {
  return key.size() + value.size() + kEntryCost;
}

}  // namespace

size_t MemoryCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void MemoryCache::erase(Entries::iterator entry) {
  bytes_ -= cost_of(entry->key, entry->value);
  index_.erase(entry->key);
  entries_.erase(entry);
}

// The entry, now the one used last; nothing when its time is over.
MemoryCache::Entry* MemoryCache::find(std::string_view key) {
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  const Entries::iterator entry = found->second;
  if (entry->end <= Clock::now()) {
    erase(entry);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, entry);
  return &*entry;
}

void MemoryCache::put(std::string_view key, std::string_view value, Milliseconds life) {
  THETA_ASSERT(life.count() > 0);
  const auto found = index_.find(key);
  if (found != index_.end()) erase(found->second);
  entries_.push_front({std::string(key), std::string(value), Clock::now() + life});
  index_.emplace(entries_.front().key, entries_.begin());
  bytes_ += cost_of(key, value);
  while (bytes_ > most_bytes_ && entries_.size() > 1) erase(std::prev(entries_.end()));
}

Result<std::optional<std::string>> MemoryCache::get(std::string_view key) {
  THETA_RETURN_IF_ERROR(check_size(key));
  const std::lock_guard lock(mutex_);
  const Entry* const entry = find(key);
  return entry == nullptr ? std::nullopt : std::optional(entry->value);
}

Status MemoryCache::set(std::string_view key, std::string_view value, Milliseconds life) {
  THETA_RETURN_IF_ERROR(check_size(key, value));
  const std::lock_guard lock(mutex_);
  put(key, value, life);
  return {};
}

Result<bool> MemoryCache::set_if_absent(std::string_view key, std::string_view value, Milliseconds life) {
  THETA_RETURN_IF_ERROR(check_size(key, value));
  const std::lock_guard lock(mutex_);
  if (find(key) != nullptr) return false;
  put(key, value, life);
  return true;
}

Status MemoryCache::remove(std::string_view key) {
  THETA_RETURN_IF_ERROR(check_size(key));
  const std::lock_guard lock(mutex_);
  const auto found = index_.find(key);
  if (found != index_.end()) erase(found->second);
  return {};
}

Result<bool> MemoryCache::remove_if_equal(std::string_view key, std::string_view value) {
  THETA_RETURN_IF_ERROR(check_size(key));
  const std::lock_guard lock(mutex_);
  const Entry* const entry = find(key);
  if (entry == nullptr || entry->value != value) return false;
  erase(index_.find(key)->second);
  return true;
}

Result<Cache::Count> MemoryCache::add(std::string_view key, uint64_t amount, Milliseconds life) {
  THETA_RETURN_IF_ERROR(check_size(key));
  const std::lock_guard lock(mutex_);
  Entry* const entry = find(key);
  if (entry == nullptr) {
    put(key, std::to_string(amount), life);
    return Count{amount, life};
  }
  uint64_t value = 0;
  const char* const end = entry->value.data() + entry->value.size();
  const auto parsed = std::from_chars(entry->value.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end)
    return make_error(ErrorKind::kFailed, "a cached value that is no counter was added to");
  value += amount;
  bytes_ -= entry->value.size();
  entry->value = std::to_string(value);
  bytes_ += entry->value.size();
  return Count{value, std::chrono::ceil<Milliseconds>(entry->end - Clock::now())};
}

Status MemoryCache::publish(std::string_view channel) {
  signals().raise(channel);
  return {};
}

}  // namespace theta::cache
