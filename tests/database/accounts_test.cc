// Users, sessions, API keys: who may come in, and when no longer.
#include <thread>
#include <vector>

#include "base/clock.h"
#include "database/api_keys.h"
#include "database/sessions.h"
#include "database/users.h"
#include "fixture.h"

namespace theta::database {
namespace {

class AccountsContract : public OnBoth {
 protected:
  static constexpr int64_t kHour = 3600000;
};

TEST_P(AccountsContract, EmailIsOneAccountWhateverItsCase) {
  Users users(database());
  const auto made = users.add("Li@Example.ORG", "李", "$argon2id$...", Role::kUser);
  ASSERT_EQ(outcome(made), "ok");
  EXPECT_EQ(made.value().email, "li@example.org");
  EXPECT_EQ(kind(users.add("LI@example.org", "other", std::nullopt, Role::kUser)), ErrorKind::kConflict);
  const User found = users.find_by_email("lI@eXample.org").value();
  EXPECT_EQ(found.id, made.value().id);
  EXPECT_EQ(found.name, "李");
  EXPECT_EQ(found.password_hash, "$argon2id$...");
  EXPECT_EQ(kind(users.find_by_email("nobody@example.org")), ErrorKind::kNotFound);
  EXPECT_EQ(kind(users.get(UserId::random())), ErrorKind::kNotFound);
}

TEST_P(AccountsContract, OnlyOneOfManyStartersMakesTheFirstUser) {
  std::atomic<int> made = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      const auto user =
          Users(database()).add_first(fmt::format("{}@x", i), "admin", std::nullopt, Role::kAdmin);
      (user.ok() ? made : refused) += 1;
      if (!user.ok()) {
        EXPECT_EQ(user.error().kind, ErrorKind::kConflict) << user.error().message;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(refused, 7);
}

TEST_P(AccountsContract, AdminsSeeAndChangeAccounts) {
  Users users(database());
  const User b = add_user("b");
  const User a = add_user("a");
  const auto listing = users.list_for_admin({.limit = 1, .offset = 1}).value();
  EXPECT_EQ(listing.total, 2);
  ASSERT_EQ(listing.items.size(), 1u);
  EXPECT_EQ(listing.items[0].id, b.id);
  ASSERT_TRUE(users.set_role_for_admin(a.id, Role::kAdmin).ok());
  ASSERT_TRUE(
      users
          .set_quotas_for_admin(
              a.id, {.max_running = 3, .max_bytes = int64_t{1} << 40, .max_datasets = 0, .max_requests = 7})
          .ok());
  ASSERT_TRUE(users.rename(a.id, "Anna").ok());
  const User changed = users.get(a.id).value();
  EXPECT_EQ(changed.role, Role::kAdmin);
  EXPECT_EQ(changed.quotas.max_running, 3);
  EXPECT_EQ(changed.quotas.max_queued, std::nullopt);
  EXPECT_EQ(changed.quotas.max_bytes, int64_t{1} << 40);
  EXPECT_EQ(changed.quotas.max_datasets, 0);
  EXPECT_EQ(changed.quotas.max_requests, 7);
  EXPECT_EQ(changed.name, "Anna");
  ASSERT_TRUE(users.remove_for_admin(a.id).ok());
  EXPECT_EQ(kind(users.remove_for_admin(a.id)), ErrorKind::kNotFound);
  EXPECT_EQ(kind(users.set_role_for_admin(a.id, Role::kUser)), ErrorKind::kNotFound);
}

TEST_P(AccountsContract, FirstPasswordIsSetOnceByWhoeverIsFirst) {
  Users users(database());
  const User user = users.add("local@localhost", "Local", std::nullopt, Role::kAdmin).value();
  std::atomic<int> set = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      const auto first = Users(database()).set_first_password(user.id, fmt::format("hash {}", i));
      ASSERT_EQ(outcome(first), "ok");
      if (first.value()) ++set;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(set, 1);
  EXPECT_TRUE(users.get(user.id).value().password_hash.has_value());
}

TEST_P(AccountsContract, SessionLivesUntilItExpires) {
  Sessions sessions(database());
  const User user = add_user("a");
  const Session session = sessions.add(user.id, "hash", "Firefox", "127.0.0.1", kHour).value();
  ASSERT_TRUE(sessions.add(user.id, "old", "Firefox", "127.0.0.1", -1).ok());
  const auto found = sessions.find_by_token("hash");
  ASSERT_EQ(outcome(found), "ok");
  EXPECT_EQ(found.value().credential.id, session.id);
  EXPECT_EQ(found.value().user.id, user.id);
  EXPECT_EQ(kind(sessions.find_by_token("old")), ErrorKind::kNotFound);
  EXPECT_EQ(kind(sessions.find_by_token("other")), ErrorKind::kNotFound);
  EXPECT_EQ(kind(sessions.add(user.id, "hash", "", "", kHour)), ErrorKind::kConflict);
  EXPECT_EQ(kind(sessions.add(UserId::random(), "x", "", "", kHour)), ErrorKind::kNotFound);

  EXPECT_EQ(sessions.list(user.id, {}).value().total, 1);
  ASSERT_TRUE(sessions.touch(user.id, session.id, 2 * kHour).ok());
  EXPECT_GT(sessions.find_by_token("hash").value().credential.expires, unix_milliseconds() + kHour);
  EXPECT_EQ(kind(sessions.touch(add_user("b").id, session.id, kHour)), ErrorKind::kNotFound);
  EXPECT_EQ(sessions.remove_expired_for_admin().value(), 1);
  EXPECT_EQ(outcome(sessions.find_by_token("hash")), "ok");
}

TEST_P(AccountsContract, NewPasswordEndsTheOtherSessions) {
  Sessions sessions(database());
  Users users(database());
  const User user = add_user("a");
  const Session mine = sessions.add(user.id, "mine", "", "", kHour).value();
  ASSERT_TRUE(sessions.add(user.id, "other", "", "", kHour).ok());
  ASSERT_TRUE(sessions.add(add_user("b").id, "stranger", "", "", kHour).ok());
  ASSERT_TRUE(users.set_password(user.id, "new", mine.id).ok());
  EXPECT_EQ(users.get(user.id).value().password_hash, "new");
  EXPECT_TRUE(sessions.find_by_token("mine").ok());
  EXPECT_FALSE(sessions.find_by_token("other").ok());
  EXPECT_TRUE(sessions.find_by_token("stranger").ok());
  ASSERT_TRUE(users.set_password(user.id, "newer", std::nullopt).ok());
  EXPECT_FALSE(sessions.find_by_token("mine").ok());
}

TEST_P(AccountsContract, DisabledUserHasNoWayIn) {
  Sessions sessions(database());
  ApiKeys keys(database());
  Users users(database());
  const User user = add_user("a");
  ASSERT_TRUE(sessions.add(user.id, "s", "", "", kHour).ok());
  ASSERT_TRUE(keys.add(user.id, {.name = "k", .prefix = "th_", .key_hash = "k"}).ok());
  ASSERT_TRUE(users.set_disabled_for_admin(user.id, true).ok());
  EXPECT_EQ(kind(sessions.find_by_token("s")), ErrorKind::kNotFound);
  EXPECT_EQ(kind(keys.find_by_key("k")), ErrorKind::kNotFound);
  ASSERT_TRUE(sessions.add(user.id, "s2", "", "", kHour).ok());
  EXPECT_EQ(kind(sessions.find_by_token("s2")), ErrorKind::kNotFound);
  ASSERT_TRUE(users.set_disabled_for_admin(user.id, false).ok());
  EXPECT_EQ(kind(sessions.find_by_token("s")), ErrorKind::kNotFound);
  EXPECT_TRUE(keys.find_by_key("k").ok());
}

TEST_P(AccountsContract, KeysExpireAndBelongToTheirOwner) {
  ApiKeys keys(database());
  const User user = add_user("a");
  const User stranger = add_user("b");
  const ApiKey key =
      keys.add(user.id, {.name = "ci", .prefix = "th_ab", .key_hash = "h1", .scopes_json = "[\"read\"]"})
          .value();
  ASSERT_TRUE(keys.add(user.id, {.name = "old", .prefix = "", .key_hash = "h2", .lifetime_ms = -1}).ok());
  ASSERT_TRUE(keys.add(user.id, {.name = "new", .prefix = "", .key_hash = "h3", .lifetime_ms = kHour}).ok());
  const auto found = keys.find_by_key("h1").value();
  EXPECT_EQ(found.credential.scopes_json, "[\"read\"]");
  EXPECT_EQ(found.user.id, user.id);
  EXPECT_FALSE(found.credential.used.has_value());
  EXPECT_EQ(kind(keys.find_by_key("h2")), ErrorKind::kNotFound);
  EXPECT_TRUE(keys.find_by_key("h3").ok());
  ASSERT_TRUE(keys.touch(user.id, key.id).ok());
  EXPECT_TRUE(keys.find_by_key("h1").value().credential.used.has_value());
  EXPECT_EQ(keys.list(user.id, {}).value().total, 3);
  EXPECT_EQ(keys.list(stranger.id, {}).value().total, 0);
  EXPECT_EQ(kind(keys.touch(stranger.id, key.id)), ErrorKind::kNotFound);
  EXPECT_EQ(kind(keys.remove(stranger.id, key.id)), ErrorKind::kNotFound);
  ASSERT_TRUE(keys.remove(user.id, key.id).ok());
  EXPECT_EQ(kind(keys.find_by_key("h1")), ErrorKind::kNotFound);
}

THETA_ON_BOTH(AccountsContract);

}  // namespace
}  // namespace theta::database
