// Redis away, back, wiped, frozen and shared.

#include "cache/redis_cache.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <thread>

#include "cache/rate_limiter.h"
#include "cache/redis_server_reference.h"

namespace theta::cache {
namespace {
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLong{60'000};

class RedisCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!RedisServer::is_installed()) GTEST_SKIP() << "redis-server is not installed";
    server_ = std::make_unique<RedisServer>();
  }
  RedisOptions options() const {
    RedisOptions options{.address = server_->address()};
    options.limits.command = milliseconds(200);
    return options;
  }
  static milliseconds time_of(const std::function<void()>& work) {
    const auto start = steady_clock::now();
    work();
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
  }
  static bool comes_true(const std::function<bool()>& condition) {
    for (int i = 0; i < 600; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(milliseconds(10));
    }
    return false;
  }

  std::unique_ptr<RedisServer> server_;
};

TEST_F(RedisCacheTest, AnswersFastWhileTheServerIsAwayAndGoesOnWhenItIsBack) {
  RedisCache cache(options());
  ASSERT_TRUE(cache.set("k", "v", kLong).ok());
  for (int round = 0; round < 3; ++round) {
    server_->kill();
    const milliseconds time = time_of([&] {
      for (int i = 0; i < 1'000; ++i) ASSERT_EQ(cache.get("k").error().kind, ErrorKind::kRemote);
    });
    EXPECT_LT(time, milliseconds(1'000));
    server_->start();
    ASSERT_TRUE(comes_true([&] { return cache.set("k", "v", kLong).ok(); }));
    for (int i = 0; i < 100; ++i) ASSERT_EQ(cache.get("k").value(), "v");
  }
}

TEST_F(RedisCacheTest, ARestartBetweenTwoCallsIsNotNoticed) {
  RedisCache cache(options());
  ASSERT_TRUE(cache.set("k", "v", kLong).ok());
  server_->kill();
  server_->start();
  EXPECT_EQ(cache.get("k").value(), std::nullopt);
}

TEST_F(RedisCacheTest, AFrozenServerCostsOneTimeLimitAndThenNothing) {
  RedisCache cache(options());
  ASSERT_TRUE(cache.set("k", "v", kLong).ok());
  server_->freeze();
  EXPECT_LT(time_of([&] { EXPECT_EQ(cache.get("k").error().kind, ErrorKind::kRemote); }),
            milliseconds(1'500));
  const milliseconds later = time_of([&] {
    for (int i = 0; i < 1'000; ++i) ASSERT_EQ(cache.get("k").error().kind, ErrorKind::kRemote);
  });
  EXPECT_LT(later, milliseconds(2'000));
  server_->thaw();
  ASSERT_TRUE(comes_true([&] { return cache.get("k").ok(); }));
  // Not the answer of an earlier question.
  ASSERT_TRUE(cache.set("other", "w", kLong).ok());
  EXPECT_EQ(cache.get("k").value(), "v");
}

TEST_F(RedisCacheTest, AWipedServerForgetsAndCountsAnew) {
  RedisCache cache(options());
  ASSERT_TRUE(cache.set("k", "v", kLong).ok());
  ASSERT_EQ(cache.add("n", 7, kLong).value().value, 7U);
  server_->flush();
  EXPECT_EQ(cache.get("k").value(), std::nullopt);
  EXPECT_FALSE(cache.remove_if_equal("k", "v").value());
  EXPECT_EQ(cache.add("n", 1, kLong).value().value, 1U);
}

TEST_F(RedisCacheTest, SignalsReachOtherServersAndWaitersLookAgainAfterABreak) {
  RedisCache here(options());
  RedisCache there(options());
  const uint64_t listening = there.signals().count("tasks");
  ASSERT_NE(there.signals().wait("tasks", listening == 0 ? 0 : listening - 1, kLong), 0U);
  const uint64_t before = there.signals().count("tasks");
  ASSERT_TRUE(here.publish("tasks").ok());
  EXPECT_NE(there.signals().wait("tasks", before, milliseconds(5'000)), before);

  const uint64_t at_break = there.signals().count("tasks");
  server_->kill();
  const uint64_t own = here.signals().count("tasks");
  EXPECT_FALSE(here.publish("tasks").ok());
  EXPECT_EQ(here.signals().wait("tasks", own, kLong), own + 1);
  server_->start();
  EXPECT_NE(there.signals().wait("tasks", at_break, milliseconds(6'000)), at_break);
}

TEST_F(RedisCacheTest, ThreadsShareFewConnections) {
  RedisOptions few = options();
  few.most_connections = 2;
  few.limits.command = milliseconds(5'000);
  RedisCache cache(few);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const std::string key = fmt::format("{} {}", t, i);
        ASSERT_TRUE(cache.set(key, key, kLong).ok());
        ASSERT_EQ(cache.get(key).value(), key);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto clients = RedisConnection::open(server_->address(), {}).value().command({"CLIENT", "LIST"});
  // Two of the pool, the subscriber and this one.
  EXPECT_EQ(std::count(clients.value().text.begin(), clients.value().text.end(), '\n'), 4);
}

TEST_F(RedisCacheTest, AWrongPasswordIsToldWithoutThePassword) {
  RedisOptions wrong = options();
  wrong.address.password = "guess";
  RedisCache cache(wrong);
  const auto answer = cache.get("k");
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().kind, ErrorKind::kNotAllowed);
  EXPECT_EQ(answer.error().message.find("guess"), std::string::npos);
  wrong.address.password.clear();
  EXPECT_EQ(RedisCache(wrong).get("k").error().kind, ErrorKind::kNotAllowed);
}

TEST_F(RedisCacheTest, RateLimitsAreSharedAndGoOnWithoutTheServer) {
  RedisCache here(options());
  RedisCache there(options());
  RateLimiter one(here, "login", {3, kLong});
  RateLimiter two(there, "login", {3, kLong});
  EXPECT_TRUE(one.take("10.0.0.1").allowed);
  EXPECT_TRUE(two.take("10.0.0.1").allowed);
  EXPECT_EQ(one.take("10.0.0.1").left, 0U);
  EXPECT_FALSE(two.take("10.0.0.1").allowed);
  server_->kill();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(one.take("10.0.0.1").allowed);
  EXPECT_FALSE(one.take("10.0.0.1").allowed);
}

}  // namespace
}  // namespace theta::cache
