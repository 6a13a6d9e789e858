#include "corpus/column_profile.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

class TimeLike : public testing::TestWithParam<const char*> {};
TEST_P(TimeLike, IsRecognised) {
  EXPECT_TRUE(looks_like_time(GetParam())) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(Formats, TimeLike,
                         testing::Values("2021", "1789", "2021-03", "2021/3/4", "2021-03-04", "20210304",
                                         "4 Mar 2021", "March 4, 2021", "04.03.2021", "2021年3月4日",
                                         "2021年3月", "2021-03-04T05:06:07Z", "2021-03-04 05:06",
                                         "2021-03-04T05:06:07.123456+08:00", " 2021 "));

class NotTimeLike : public testing::TestWithParam<const char*> {};
TEST_P(NotTimeLike, IsRefused) {
  EXPECT_FALSE(looks_like_time(GetParam())) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(Texts, NotTimeLike,
                         testing::Values("", "hello", "42", "3.14", "12345", "4021", "in 2021",
                                         "Marching 2021 men", "10", "555-1234", "2021 apples", "May"));

TEST(ParseSplit, KnowsTheUsualNames) {
  for (const char* const name : {"train", "Train", "training"})
    EXPECT_EQ(parse_split(name), Split::kTrain) << name;
  for (const char* const name : {"valid", "val", "validation", "DEV"})
    EXPECT_EQ(parse_split(name), Split::kValid);
  EXPECT_EQ(parse_split(" test "), Split::kTest);
  EXPECT_FALSE(parse_split("testing grounds").has_value());
  EXPECT_FALSE(parse_split("").has_value());
}

TEST(ProfileColumn, CountsCharactersNotBytes) {
  const std::vector<Row> rows = {
      {"f", 1, {"你好"}, ""}, {"f", 2, {"ab"}, ""}, {"f", 3, {""}, ""}, {"f", 4, {"x"}, "bad row"}};
  const ColumnProfile profile = profile_column(rows, 0);
  EXPECT_EQ(profile.filled, 2u);
  EXPECT_DOUBLE_EQ(profile.mean_characters, 2.0);
  EXPECT_DOUBLE_EQ(profile.letter_share, 1.0);
  EXPECT_NEAR(profile.filled_share, 2.0 / 3, 1e-12);
  EXPECT_EQ(profile.distinct, 2u);
}

}  // namespace
}  // namespace theta::corpus
