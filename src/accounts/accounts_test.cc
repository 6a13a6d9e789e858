#include "accounts/accounts.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "accounts/password_hash.h"
#include "accounts/tokens.h"
#include "base/temporary_folder.h"
#include "cache/memory_cache.h"
#include "database/audit.h"

namespace theta::accounts {
namespace {

const Client kClient = {"10.0.0.1", "a browser\n\xFF"};
const Secret kPassword("8Fh2kLq0Zx");
const Secret kOther("tjM4-vk2P-9xQz");

class AccountsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = database::Database::open({.url = folder_.path() + "/theta.db"});
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    database_ = std::move(opened).value();
    accounts_ = std::make_unique<Accounts>(*database_, cache_);
    user_ = accounts_->add("Li@example.org", "Li", kPassword, database::Role::kUser).value();
  }

  template <typename Answer>
  static std::optional<ErrorKind> kind(const Answer& answer) {
    return answer.ok() ? std::nullopt : std::optional<ErrorKind>(answer.error().kind);
  }

  // What is written here need not survive anything, and is written often.
  TemporaryFolder folder_{::access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : ""};
  cache::MemoryCache cache_;
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<Accounts> accounts_;
  database::User user_;
};

TEST_F(AccountsTest, KeepsHashesOnly) {
  EXPECT_TRUE(user_.password_hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *user_.password_hash;
  const auto again = accounts_->add("wang@example.org", "Wang", kPassword, database::Role::kUser);
  EXPECT_NE(again.value().password_hash, user_.password_hash);
  const Login login = accounts_->log_in("li@example.org", kPassword, kClient).value();
  EXPECT_EQ(login.session.token_hash, token_hash(login.token));
  EXPECT_EQ(login.token.reveal().size(), 44u);
  const NewKey key = accounts_->make_key(user_.id, "k", {.read = true}, 1, kClient).value();
  EXPECT_TRUE(key.text.reveal().starts_with("theta_"));
  EXPECT_EQ(key.row.key_hash, token_hash(key.text));
  EXPECT_EQ(key.row.prefix, key.text.reveal().substr(0, 12));
}

TEST_F(AccountsTest, WrongPasswordAndUnknownUserAreAlike) {
  const auto wrong = accounts_->log_in("li@example.org", kOther, kClient);
  const auto unknown = accounts_->log_in("nobody@example.org", kOther, kClient);
  ASSERT_EQ(kind(wrong), ErrorKind::kNotLoggedIn);
  ASSERT_EQ(kind(unknown), ErrorKind::kNotLoggedIn);
  EXPECT_EQ(wrong.error().message, unknown.error().message);
  EXPECT_EQ(kind(accounts_->log_in("x\xFF", kOther, kClient)), ErrorKind::kNotLoggedIn);
}

TEST_F(AccountsTest, TheyTakeTheSameTime) {
  const auto median = [&](std::string_view name) {
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
      cache::MemoryCache cache;
      Accounts accounts(*database_, cache);
      const auto start = std::chrono::steady_clock::now();
      EXPECT_FALSE(accounts.log_in(name, kOther, kClient).ok());
      times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[2];
  };
  const double wrong = median("li@example.org");
  const double unknown = median("nobody@example.org");
  // Without a hash it would be a hundredth; the rest is the noise of a busy machine.
  EXPECT_GT(unknown, wrong / 4);
  EXPECT_GT(wrong, unknown / 4);
}

TEST_F(AccountsTest, DelaysThoseWhoGuess) {
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(kind(accounts_->log_in("LI@example.org", kOther, kClient)), ErrorKind::kNotLoggedIn);
  const auto refused = accounts_->log_in("li@example.org", kPassword, kClient);
  EXPECT_EQ(kind(refused), ErrorKind::kTooMany);
  EXPECT_GT(refused.error().retry_after_seconds, 0);
  EXPECT_EQ(kind(accounts_->change_password(user_, kOther, kOther, {}, kClient)), ErrorKind::kTooMany);
}

TEST_F(AccountsTest, DisabledUsersAreToldAfterTheRightPasswordOnly) {
  const Login login = accounts_->log_in("li@example.org", kPassword, kClient).value();
  const NewKey key = accounts_->make_key(user_.id, "k", {.read = true}, 1, kClient).value();
  ASSERT_TRUE(database::Users(*database_).set_disabled_for_admin(user_.id, true).ok());
  EXPECT_EQ(kind(accounts_->log_in("li@example.org", kPassword, kClient)), ErrorKind::kForbidden);
  EXPECT_EQ(kind(accounts_->log_in("li@example.org", kOther, kClient)), ErrorKind::kNotLoggedIn);
  EXPECT_EQ(kind(accounts_->find_session(login.token)), ErrorKind::kNotLoggedIn);
  EXPECT_EQ(kind(accounts_->find_key(key.text)), ErrorKind::kNotLoggedIn);
}

TEST_F(AccountsTest, ChangingThePasswordEndsAllOtherSessions) {
  const Login here = accounts_->log_in("li@example.org", kPassword, kClient).value();
  const Login there = accounts_->log_in("li@example.org", kPassword, kClient).value();
  EXPECT_EQ(kind(accounts_->change_password(user_, kOther, kOther, here.session.id, kClient)),
            ErrorKind::kBadInput);
  EXPECT_EQ(
      kind(accounts_->change_password(user_, kPassword, Secret("password123"), here.session.id, kClient)),
      ErrorKind::kBadInput);
  EXPECT_TRUE(accounts_->find_session(there.token).ok());
  ASSERT_TRUE(accounts_->change_password(user_, kPassword, kOther, here.session.id, kClient).ok());
  EXPECT_TRUE(accounts_->find_session(here.token).ok());
  EXPECT_EQ(kind(accounts_->find_session(there.token)), ErrorKind::kNotLoggedIn);
  EXPECT_TRUE(accounts_->log_in("li@example.org", kOther, kClient).ok());
}

TEST_F(AccountsTest, FirstPasswordIsSetOnce) {
  const auto local =
      database::Users(*database_).add("local@localhost", "Local", std::nullopt, database::Role::kAdmin);
  EXPECT_EQ(kind(accounts_->log_in("local@localhost", Secret(""), kClient)), ErrorKind::kNotLoggedIn);
  EXPECT_TRUE(accounts_->set_first_password(local.value().id, kPassword).value());
  EXPECT_FALSE(accounts_->set_first_password(local.value().id, kOther).value());
  EXPECT_TRUE(accounts_->log_in("local@localhost", kPassword, kClient).ok());
}

TEST_F(AccountsTest, KeysAreBoundedInNumberAndTime) {
  for (int64_t i = 0; i < Accounts::kMostKeys; ++i)
    ASSERT_TRUE(accounts_->make_key(user_.id, "k", {.read = true}, -1, kClient).ok());
  EXPECT_EQ(kind(accounts_->make_key(user_.id, "k", {.read = true}, 1, kClient)), ErrorKind::kTooMany);
  EXPECT_EQ(kind(accounts_->find_key(Secret("theta_none"))), ErrorKind::kNotLoggedIn);
}

TEST_F(AccountsTest, ExpiredKeysAreNone) {
  const NewKey old = accounts_->make_key(user_.id, "k", {.read = true}, -1, kClient).value();
  EXPECT_EQ(kind(accounts_->find_key(old.text)), ErrorKind::kNotLoggedIn);
}

TEST_F(AccountsTest, WritesDownWhoCameIn) {
  const Login login = accounts_->log_in("li@example.org", kPassword, kClient).value();
  EXPECT_FALSE(accounts_->log_in("li@example.org", kOther, kClient).ok());
  ASSERT_TRUE(accounts_->log_out(user_.id, login.session.id, kClient).ok());
  std::vector<std::string> actions;
  const auto listing = database::Audit(*database_).list_for_admin({}, {}).value();
  for (const database::AuditEntry& entry : listing.items) actions.push_back(entry.action);
  EXPECT_EQ(actions, (std::vector<std::string>{"logout", "login.failed", "login"}));
  EXPECT_EQ(kind(accounts_->find_session(login.token)), ErrorKind::kNotLoggedIn);
}

TEST(EmailTest, IsANameAndAHost) {
  for (const char* const email : {"a@b", "local@localhost", "李@例子.cn", "first.last+tag@example.org"})
    EXPECT_TRUE(check_email(email, "email").ok()) << email;
  for (const char* const email : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\n", "a@b\x7F", "a\xFF@b"})
    EXPECT_FALSE(check_email(email, "email").ok()) << email;
}

TEST(TokensTest, AreNeverTheSameAndTieTheirCsrfToken) {
  const Secret a = new_token();
  const Secret b = new_token();
  EXPECT_NE(a.reveal(), b.reveal());
  EXPECT_EQ(csrf_token(a).reveal(), csrf_token(a).reveal());
  EXPECT_NE(csrf_token(a).reveal(), csrf_token(b).reveal());
  EXPECT_NE(csrf_token(a).reveal(), token_hash(a));
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
}

TEST(ScopesTest, AreAListOfNames) {
  EXPECT_EQ(parse_scopes({"write", "read", "read"}, "scopes").value(), (Scopes{.read = true, .write = true}));
  EXPECT_FALSE(parse_scopes({}, "scopes").ok());
  const auto wrong = parse_scopes({"wirte"}, "scopes");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().message, "scopes: wirte is no scope; did you mean \"write\"?");
  EXPECT_EQ(scope_names(Scopes::all()), (std::vector<std::string>{"read", "write", "admin"}));
}

}  // namespace
}  // namespace theta::accounts
