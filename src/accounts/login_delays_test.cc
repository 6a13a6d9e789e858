#include "accounts/login_delays.h"

#include <gtest/gtest.h>

#include <thread>

#include "cache/memory_cache.h"

namespace theta::accounts {
namespace {

using std::chrono::milliseconds;

constexpr DelayRules kFast = {.first = milliseconds(40),
                              .free_of_account = 2,
                              .longest_of_account = milliseconds(100),
                              .free_of_address = 5,
                              .longest_of_address = milliseconds(100)};

TEST(LoginDelaysTest, DelaysAnAccountAfterItsFreeFailuresWhoeverTries) {
  cache::MemoryCache cache;
  LoginDelays delays(cache, kFast);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(delays.check("a", "10.0.0.1").ok());
    delays.note_failure("a", "10.0.0.1");
  }
  EXPECT_TRUE(delays.check("a", "10.0.0.1").ok());
  delays.note_failure("a", "10.0.0.1");
  const Status refused = delays.check("a", "10.0.0.9");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kTooMany);
  EXPECT_EQ(refused.error().retry_after_seconds, 1);
  EXPECT_TRUE(delays.check("b", "10.0.0.1").ok());
}

TEST(LoginDelaysTest, NeverLocksForGood) {
  cache::MemoryCache cache;
  LoginDelays delays(cache, kFast);
  for (int i = 0; i < 50; ++i) delays.note_failure("a", fmt::format("10.0.0.{}", i));
  EXPECT_FALSE(delays.check("a", "10.0.1.1").ok());
  std::this_thread::sleep_for(kFast.longest_of_account + milliseconds(20));
  EXPECT_TRUE(delays.check("a", "10.0.1.1").ok());
}

TEST(LoginDelaysTest, DelaysAnAddressThatTriesManyAccounts) {
  cache::MemoryCache cache;
  LoginDelays delays(cache, kFast);
  for (int i = 0; i < 6; ++i) delays.note_failure(fmt::format("user {}", i), "10.0.0.1");
  EXPECT_FALSE(delays.check("somebody else", "10.0.0.1").ok());
  EXPECT_TRUE(delays.check("somebody else", "10.0.0.2").ok());
  // One right password does not make the address an honest one.
  delays.note_success("user 1");
  EXPECT_FALSE(delays.check("somebody else", "10.0.0.1").ok());
}

TEST(LoginDelaysTest, SuccessForgetsTheFailuresOfTheAccount) {
  cache::MemoryCache cache;
  LoginDelays delays(cache, kFast);
  for (int i = 0; i < 3; ++i) delays.note_failure("a", fmt::format("10.0.0.{}", i));
  EXPECT_FALSE(delays.check("a", "10.0.1.1").ok());
  delays.note_success("a");
  EXPECT_TRUE(delays.check("a", "10.0.1.1").ok());
  for (int i = 0; i < 2; ++i) delays.note_failure("a", fmt::format("10.0.2.{}", i));
  EXPECT_TRUE(delays.check("a", "10.0.1.1").ok());
}

/// A cache that is away.
class AwayCache : public cache::Cache {
 public:
  Result<std::optional<std::string>> get(std::string_view) override { return away(); }
  Status set(std::string_view, std::string_view, Milliseconds) override { return away(); }
  Result<bool> set_if_absent(std::string_view, std::string_view, Milliseconds) override { return away(); }
  Status remove(std::string_view) override { return away(); }
  Result<bool> remove_if_equal(std::string_view, std::string_view) override { return away(); }
  Result<Count> add(std::string_view, uint64_t, Milliseconds) override { return away(); }
  Status publish(std::string_view) override { return away(); }

 private:
  static Error away() { return make_error(ErrorKind::kRemote, "the cache is away"); }
};

TEST(LoginDelaysTest, CountsForItselfWhileTheCacheIsAway) {
  AwayCache cache;
  LoginDelays delays(cache, kFast);
  for (int i = 0; i < 3; ++i) delays.note_failure("a", "10.0.0.1");
  EXPECT_FALSE(delays.check("a", "10.0.0.1").ok());
  delays.note_success("a");
  EXPECT_TRUE(delays.check("a", "10.0.0.1").ok());
}

}  // namespace
}  // namespace theta::accounts
