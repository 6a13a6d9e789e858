#include "accounts/password_rules.h"

#include <gtest/gtest.h>

namespace theta::accounts {
namespace {

bool accepted(std::string_view password, std::string_view email = "li@example.org") {
  return check_password(Secret(std::string(password)), email, "password").ok();
}

TEST(PasswordRulesTest, RefusesWhatEverybodyTriesFirst) {
  for (const char* const password :
       {"password123",  "P@ssw0rd2024!", "passw0rd1234",  "1234567890",    "0987654321",    "qwertyuiop",
        "qwerty12345",  "1q2w3e4r5t",    "iloveyou123",   "administrator", "welcome2024!",  "letmein1234",
        "aaaaaaaaaa",   "abababababab",  "abcdefghij",    "a123456789",    "woaini1314520", "adminadmin1",
        "zxcvbnm12345", "1qaz2wsx3edc",  "monkey1234567", "sunshine2023",  "11111222222",   "changeme123"}) {
    EXPECT_FALSE(accepted(password)) << password;
  }
}

TEST(PasswordRulesTest, AcceptsWhatPeopleAndProgramsMakeUp) {
  for (const char* const password : {"correct horse battery staple", "tjM4-vk2P-9xQz", "Regen am Dienstag",
                                     "8Fh2kLq0Zx", "月亮代表我的心，很圆的月亮", "mY cat eats 7 fish"}) {
    EXPECT_TRUE(accepted(password)) << password;
  }
}

TEST(PasswordRulesTest, CountsCharactersNotBytes) {
  EXPECT_FALSE(accepted("8Fh2kLq0Z"));
  EXPECT_FALSE(accepted("月亮代表我的心很"));
  EXPECT_TRUE(accepted("月亮代表我的心很圆吧"));
  EXPECT_FALSE(accepted(std::string(999, 'x') + "ab"));
  EXPECT_FALSE(accepted("8Fh2kLq0Zx\xFF"));
}

TEST(PasswordRulesTest, RefusesTheNameOfTheAccount) {
  EXPECT_FALSE(accepted("8Fh2-WangLei-kLq0", "wanglei@example.org"));
  EXPECT_TRUE(accepted("8Fh2-WangLei-kLq0", "li@example.org"));
  // Short names are in many words.
  EXPECT_TRUE(accepted("listen 8Fh2kLq0", "li@example.org"));
}

TEST(PasswordRulesTest, NeverTellsThePassword) {
  const Status refused = check_password(Secret("password123"), "li@example.org", "password");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(refused.error().message.find("password123"), std::string::npos);
}

TEST(PasswordRulesTest, CountsPieces) {
  EXPECT_EQ(count_pieces(""), 0u);
  EXPECT_EQ(count_pieces("password"), 1u);
  EXPECT_EQ(count_pieces("P4$$w0rd123"), 2u);
  EXPECT_EQ(count_pieces("password2024!"), 3u);
  EXPECT_EQ(count_pieces("kq7"), 3u);
  EXPECT_EQ(count_pieces("zzzzzz4321"), 2u);
}

}  // namespace
}  // namespace theta::accounts
