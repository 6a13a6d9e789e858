#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cache/cache.h"
#include "cache/memory_cache.h"

namespace theta::cache {

/// So many in so long.
struct RateLimit {
  uint64_t most = 0;
  std::chrono::milliseconds window{0};
};

/// Counts what each subject (an address, an account) does in windows of fixed length, each of which starts
/// with the first thing that the subject does. Servers that share a cache share the counts; while the cache
/// is away, each counts for itself. What was refused counts, too. For use by any number of threads.
class RateLimiter {
 public:
  /// `name` tells limiters of the same cache apart. The cache must outlive the object.
  RateLimiter(Cache& cache, std::string name, RateLimit limit)
      : cache_(cache), name_(std::move(name)), limit_(limit) {}

  struct Decision {
    bool allowed = true;
    uint64_t left = 0;                         ///< that the subject may do until the window ends
    std::chrono::milliseconds retry_after{0};  ///< until the window ends
  };
  /// `most`: what this subject may do, where it is not what all may.
  Decision take(std::string_view subject, uint64_t amount = 1, std::optional<uint64_t> most = {});

 private:
  static constexpr size_t kFallbackBytes = size_t{8} << 20;
  Cache& cache_;
  std::string name_;
  RateLimit limit_;
  MemoryCache fallback_{kFallbackBytes};
};

}  // namespace theta::cache
