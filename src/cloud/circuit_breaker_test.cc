#include "cloud/circuit_breaker.h"

#include <gtest/gtest.h>

namespace theta::cloud {
namespace {

using std::chrono::milliseconds;

const CircuitBreaker::Time kStart{};

CircuitBreaker::Time at(int64_t ms) {
  return kStart + milliseconds(ms);
}

TEST(CircuitBreakerTest, OpensAfterFailuresInARowOnly) {
  CircuitBreaker breaker({.failures = 3, .pause = milliseconds(100), .longest = milliseconds(300)});
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(breaker.may_try(at(i)));
    i % 3 == 2 ? breaker.succeeded() : breaker.failed(at(i));
  }
  EXPECT_FALSE(breaker.open());
  breaker.failed(at(10));
  breaker.failed(at(11));
  EXPECT_TRUE(breaker.open());
  EXPECT_FALSE(breaker.may_try(at(110)));
}

TEST(CircuitBreakerTest, LetsOneRequestFindOut) {
  CircuitBreaker breaker({.failures = 1, .pause = milliseconds(100), .longest = milliseconds(300)});
  breaker.failed(at(0));
  EXPECT_FALSE(breaker.may_try(at(99)));
  EXPECT_TRUE(breaker.may_try(at(100)));
  EXPECT_FALSE(breaker.may_try(at(101)));  // another is trying
  breaker.succeeded();
  EXPECT_TRUE(breaker.may_try(at(102)));
  EXPECT_TRUE(breaker.may_try(at(102)));
  EXPECT_EQ(breaker.opened(), 1u);
}

TEST(CircuitBreakerTest, PausesGrowUpToTheLongest) {
  CircuitBreaker breaker({.failures = 1, .pause = milliseconds(100), .longest = milliseconds(300)});
  breaker.failed(at(0));
  int64_t now = 0;
  for (const int64_t pause : {100, 200, 300, 300}) {
    EXPECT_FALSE(breaker.may_try(at(now + pause - 1)));
    EXPECT_TRUE(breaker.may_try(at(now + pause)));
    now += pause;
    breaker.failed(at(now));
  }
  EXPECT_EQ(breaker.opened(), 1u);
}

// Five requests are under way; all fail one after the other.
TEST(CircuitBreakerTest, LateFailuresDoNotMakeThePauseLonger) {
  CircuitBreaker breaker({.failures = 2, .pause = milliseconds(100), .longest = milliseconds(300)});
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(breaker.may_try(at(0)));
  for (int i = 0; i < 5; ++i) breaker.failed(at(i));
  EXPECT_TRUE(breaker.may_try(at(101)));
}

}  // namespace
}  // namespace theta::cloud
