#include "database/stored.h"

#include <gtest/gtest.h>

#include "database/task.h"

namespace theta::database {
namespace {

TEST(Stored, TextMustBeUtf8WithoutNul) {
  for (const std::string& good :
       {std::string(), std::string("plain"), std::string("主题 😀 é"), std::string("\xF4\x8F\xBF\xBF"),
        std::string("\xEF\xBF\xBF"), std::string("\xED\x9F\xBF")}) {
    EXPECT_TRUE(is_storable_text(good)) << good;
  }
  for (const std::string& bad :
       {std::string("a\0b", 3), std::string("\x80"), std::string("\xC0\x80"), std::string("\xC1\xBF"),
        std::string("\xE0\x9F\xBF"), std::string("\xED\xA0\x80"), std::string("\xF0\x8F\xBF\xBF"),
        std::string("\xF4\x90\x80\x80"), std::string("\xF5\x80\x80\x80"), std::string("\xE4\xB8"),
        std::string("\xE4\xB8x"), std::string("ok\xC3")}) {
    EXPECT_FALSE(is_storable_text(bad)) << bad;
  }
}

TEST(Stored, ValuesOfTheWrongKindAreNoticed) {
  Value text = std::string("nonsense");
  Value null;
  Value seven = int64_t{7};
  int64_t number = 0;
  bool flag = false;
  UserId id;
  TaskState state = TaskState::kDead;
  std::optional<int64_t> maybe = 1;
  EXPECT_FALSE(Stored<int64_t>::from_value(null, number));
  EXPECT_FALSE(Stored<int64_t>::from_value(text, number));
  EXPECT_FALSE(Stored<bool>::from_value(seven, flag));
  EXPECT_FALSE(Stored<UserId>::from_value(text, id));
  EXPECT_FALSE(Stored<TaskState>::from_value(text, state));
  EXPECT_TRUE(Stored<std::optional<int64_t>>::from_value(null, maybe));
  EXPECT_EQ(maybe, std::nullopt);
  EXPECT_TRUE(Stored<std::optional<int64_t>>::from_value(seven, maybe));
  EXPECT_EQ(maybe, 7);
}

TEST(Stored, EnumerationsGoByName) {
  for (size_t i = 0; i < kTaskStateNames.size(); ++i) {
    Value value = Stored<TaskState>::to_value(static_cast<TaskState>(i));
    EXPECT_EQ(std::get<std::string>(value), kTaskStateNames[i]);
    TaskState back = TaskState::kDead;
    ASSERT_TRUE(Stored<TaskState>::from_value(value, back));
    EXPECT_EQ(static_cast<size_t>(back), i);
  }
}

}  // namespace
}  // namespace theta::database
