#include "cache/rate_limiter.h"

#include <gtest/gtest.h>

#include <thread>

namespace theta::cache {
namespace {
using std::chrono::milliseconds;

TEST(RateLimiter, AllowsSoManyInAWindowForEachSubject) {
  MemoryCache cache;
  RateLimiter limiter(cache, "analyze", {3, milliseconds(600)});
  for (uint64_t left = 3; left-- > 0;) {
    const RateLimiter::Decision decision = limiter.take("a");
    EXPECT_TRUE(decision.allowed);
    EXPECT_EQ(decision.left, left);
  }
  const RateLimiter::Decision refused = limiter.take("a");
  EXPECT_FALSE(refused.allowed);
  EXPECT_GT(refused.retry_after, milliseconds(0));
  EXPECT_LE(refused.retry_after, milliseconds(600));
  EXPECT_TRUE(limiter.take("b").allowed);
  EXPECT_FALSE(limiter.take("b", 3).allowed);
  EXPECT_TRUE(RateLimiter(cache, "other", {1, milliseconds(600)}).take("a").allowed);
  std::this_thread::sleep_for(refused.retry_after + milliseconds(5));
  EXPECT_TRUE(limiter.take("a").allowed);
}

TEST(RateLimiter, TakesSubjectsOfAnyLength) {
  MemoryCache cache;
  RateLimiter limiter(cache, "n", {1, milliseconds(1'000)});
  EXPECT_TRUE(limiter.take(std::string(100'000, 'x')).allowed);
  EXPECT_FALSE(limiter.take(std::string(100'000, 'x')).allowed);
  EXPECT_TRUE(limiter.take("").allowed);
}

TEST(MemoryCache, StaysBelowItsSizeAndDropsWhatWasNotUsed) {
  MemoryCache cache(100'000);
  ASSERT_TRUE(cache.set("used", "v", milliseconds(60'000)).ok());
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_TRUE(cache.set(std::to_string(i), std::string(50, 'x'), milliseconds(60'000)).ok());
    ASSERT_LE(cache.bytes(), 100'000U);
    ASSERT_TRUE(i % 100 != 0 || cache.get("used").value() == "v");
  }
  EXPECT_EQ(cache.get("0").value(), std::nullopt);
  EXPECT_TRUE(cache.get("9999").value().has_value());
  for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(cache.remove(std::to_string(i)).ok());
  ASSERT_TRUE(cache.remove("used").ok());
  EXPECT_EQ(cache.bytes(), 0U);
}

}  // namespace
}  // namespace theta::cache
