#include "corpus/column_profile.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

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
