#include "base/secret.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace theta {
namespace {

TEST(SecretTest, IsStarsInEveryMessage) {
  const Secret secret("hunter2");
  EXPECT_EQ(fmt::format("the password is {}", secret), "the password is ***");
  EXPECT_EQ(secret.reveal(), "hunter2");
}

TEST(SecretTest, IsNoText) {
  EXPECT_FALSE((std::is_convertible_v<Secret, std::string>));
  EXPECT_FALSE((std::is_convertible_v<Secret, std::string_view>));
}

}  // namespace
}  // namespace theta
