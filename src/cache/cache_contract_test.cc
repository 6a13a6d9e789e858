// What every Cache promises. A new one joins by a line at the end.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "cache/memory_cache.h"
#include "cache/redis_cache.h"
#include "cache/redis_server_reference.h"

namespace theta::cache {
namespace {
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLong{60'000};

/// A fresh cache and what it needs to live.
class CacheHost {
 public:
  virtual ~CacheHost() = default;
  virtual Cache& cache() = 0;
};

class MemoryHost : public CacheHost {
 public:
  Cache& cache() override { return cache_; }

 private:
  MemoryCache cache_;
};

class RedisHost : public CacheHost {
 public:
  RedisHost() : cache_({.address = server_.address()}) {}
  Cache& cache() override { return cache_; }

 private:
  RedisServer server_;
  RedisCache cache_;
};

std::unique_ptr<CacheHost> make_memory() {
  return std::make_unique<MemoryHost>();
}

// Nothing where there is no server to start.
std::unique_ptr<CacheHost> make_redis() {
  return RedisServer::is_installed() ? std::make_unique<RedisHost>() : nullptr;
}

using MakeHost = std::unique_ptr<CacheHost> (*)();

class CacheContract : public testing::TestWithParam<MakeHost> {
 protected:
  void SetUp() override {
    host_ = GetParam()();
    if (host_ == nullptr) GTEST_SKIP() << "redis-server is not installed";
  }
  Cache& cache() { return host_->cache(); }

 private:
  std::unique_ptr<CacheHost> host_;
};

TEST_P(CacheContract, KeepsAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 1024; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(cache().get("k").value(), std::nullopt);
  for (const std::string& value : {bytes, std::string(), std::string(100'000, '\0')}) {
    ASSERT_TRUE(cache().set("k", value, kLong).ok());
    EXPECT_EQ(cache().get("k").value(), value);
  }
  ASSERT_TRUE(cache().set(bytes.substr(0, 256), "v", kLong).ok());
  EXPECT_EQ(cache().get(bytes.substr(0, 256)).value(), "v");
  ASSERT_TRUE(cache().remove("k").ok());
  ASSERT_TRUE(cache().remove("k").ok());
  EXPECT_EQ(cache().get("k").value(), std::nullopt);
}

TEST_P(CacheContract, ForgetsWhenTheTimeIsOver) {
  ASSERT_TRUE(cache().set("short", "v", milliseconds(300)).ok());
  ASSERT_TRUE(cache().set("long", "v", milliseconds(300)).ok());
  ASSERT_TRUE(cache().set("long", "v", kLong).ok());
  EXPECT_EQ(cache().get("short").value(), "v");
  std::this_thread::sleep_for(milliseconds(400));
  EXPECT_EQ(cache().get("short").value(), std::nullopt);
  EXPECT_EQ(cache().get("long").value(), "v");
  EXPECT_TRUE(cache().set_if_absent("short", "again", kLong).value());
}

TEST_P(CacheContract, AClaimBelongsToOneAndEndsByItsHolderOnly) {
  std::atomic<int> claimed{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      if (cache().set_if_absent("claim", fmt::format("holder {}", i), kLong).value()) ++claimed;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(claimed, 1);
  const std::string holder = cache().get("claim").value().value();
  EXPECT_FALSE(cache().remove_if_equal("claim", holder + "x").value());
  EXPECT_EQ(cache().get("claim").value(), holder);
  EXPECT_TRUE(cache().remove_if_equal("claim", holder).value());
  EXPECT_FALSE(cache().remove_if_equal("claim", holder).value());
  EXPECT_TRUE(cache().set_if_absent("claim", "next", kLong).value());
}

TEST_P(CacheContract, CountsAcrossThreadsAndEndsWithTheFirstLife) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) EXPECT_TRUE(cache().add("n", 2, kLong).ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const Cache::Count count = cache().add("n", 1, 2 * kLong).value();
  EXPECT_EQ(count.value, 401U);
  EXPECT_LE(count.left, kLong);
  EXPECT_GT(count.left, kLong / 2);

  EXPECT_EQ(cache().add("short", 5, milliseconds(500)).value().value, 5U);
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_EQ(cache().add("short", 5, kLong).value().value, 10U);
  std::this_thread::sleep_for(milliseconds(600));
  EXPECT_EQ(cache().add("short", 5, kLong).value().value, 5U);

  ASSERT_TRUE(cache().set("text", "not a number", kLong).ok());
  EXPECT_EQ(cache().add("text", 1, kLong).error().kind, ErrorKind::kFailed);
}

TEST_P(CacheContract, RefusesWhatIsTooLarge) {
  EXPECT_EQ(cache().set(std::string(513, 'k'), "v", kLong).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(cache().set("k", std::string((1 << 20) + 1, 'v'), kLong).error().kind, ErrorKind::kUsage);
  EXPECT_TRUE(cache().set(std::string(512, 'k'), std::string(1 << 20, 'v'), kLong).ok());
}

TEST_P(CacheContract, AWaiterWakesAtOnceOnASignalElseAtItsLimit) {
  Signals& signals = cache().signals();
  const uint64_t before = signals.count("tasks");
  const auto start = steady_clock::now();
  std::thread publisher([&] {
    std::this_thread::sleep_for(milliseconds(30));
    EXPECT_TRUE(cache().publish("tasks").ok());
  });
  EXPECT_NE(signals.wait("tasks", before, kLong), before);
  EXPECT_LT(steady_clock::now() - start, milliseconds(5'000));
  publisher.join();

  // A signal between the look and the wait is not lost.
  const uint64_t seen = signals.count("tasks");
  ASSERT_TRUE(cache().publish("tasks").ok());
  EXPECT_NE(signals.wait("tasks", seen, kLong), seen);

  const uint64_t quiet = signals.count("quiet");
  const auto again = steady_clock::now();
  EXPECT_EQ(signals.wait("quiet", quiet, milliseconds(50)), quiet);
  EXPECT_GE(steady_clock::now() - again, milliseconds(50));
}

INSTANTIATE_TEST_SUITE_P(Memory, CacheContract, testing::Values(&make_memory));
INSTANTIATE_TEST_SUITE_P(Redis, CacheContract, testing::Values(&make_redis));

}  // namespace
}  // namespace theta::cache
