#include "accounts/turnstile.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace theta::accounts {
namespace {

TEST(TurnstileTest, TurnsAwayWhenThoseWhoWaitAreEnough) {
  Turnstile turnstile(1, 0);
  {
    const auto first = turnstile.enter();
    ASSERT_TRUE(first.ok());
    const auto second = turnstile.enter();
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().kind, ErrorKind::kTooMany);
    EXPECT_GT(second.error().retry_after_seconds, 0);
  }
  EXPECT_TRUE(turnstile.enter().ok());
}

TEST(TurnstileTest, LetsInNoMoreThanItMayAndLosesNobody) {
  Turnstile turnstile(2, 100);
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::atomic<int> served = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        const auto pass = turnstile.enter();
        if (!pass.ok()) continue;
        const int now = ++inside;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        --inside;
        ++served;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most, 2);
  EXPECT_EQ(served, 16 * 50);
}

}  // namespace
}  // namespace theta::accounts
