#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cache/cache.h"
#include "cache/memory_cache.h"

namespace theta::accounts {

/// How somebody who guesses is slowed down.
struct DelayRules {
  std::chrono::milliseconds memory = std::chrono::hours(1);   ///< after which failures are forgotten
  std::chrono::milliseconds first = std::chrono::seconds(1);  ///< then twice as long each time
  uint64_t free_of_account = 3;                               ///< failures without a delay
  std::chrono::milliseconds longest_of_account = std::chrono::seconds(60);
  uint64_t free_of_address = 20;
  std::chrono::milliseconds longest_of_address = std::chrono::minutes(5);
};

/// Makes the next try wait after failures, longer each time, for the account that was tried and for the
/// address that tried. Nobody is locked out for good: the longest delay passes, and failures are forgotten.
/// Servers that share a cache share the counts; while it is away, each counts for itself. Any number of
/// threads.
class LoginDelays {
 public:
  explicit LoginDelays(cache::Cache& cache, DelayRules rules = {}) : cache_(cache), rules_(rules) {}

  /// kTooMany, with the time to wait, while the account or the address has a delay.
  Status check(std::string_view account, std::string_view address);
  void note_failure(std::string_view account, std::string_view address);
  /// Forgets the failures of the account. Those of the address stay: its other accounts may be no success.
  void note_success(std::string_view account);

 private:
  struct Subject {
    std::string key;
    uint64_t free;
    std::chrono::milliseconds longest;
  };
  Subject account_subject(std::string_view account) const;
  Subject address_subject(std::string_view address) const;
  std::chrono::milliseconds left(const Subject& subject);
  void count(const Subject& subject);

  cache::Cache& cache_;
  DelayRules rules_;
  cache::MemoryCache fallback_{size_t{4} << 20};
};

}  // namespace theta::accounts
