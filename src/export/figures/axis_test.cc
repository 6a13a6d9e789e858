#include "export/figures/axis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/figures/text_size.h"

namespace theta::exports {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

TEST(RoundTicks, AreRoundNumbersInside) {
  EXPECT_THAT(round_ticks(0, 10, 5), ElementsAre(0, 2, 4, 6, 8, 10));
  EXPECT_THAT(round_ticks(0, 0.073, 4), Pointwise(DoubleNear(1e-12), {0.0, 0.02, 0.04, 0.06}));
  EXPECT_THAT(round_ticks(1790, 2021, 3), ElementsAre(1800, 1900, 2000));
  EXPECT_THAT(round_ticks(3, 3, 4), ElementsAre(3));
}

TEST(PercentText, TellsTwoDigitsThatCount) {
  EXPECT_EQ(percent_text(0.0731), "7.3 %");
  EXPECT_EQ(percent_text(0.1234), "12 %");
  EXPECT_EQ(percent_text(0.0996), "10 %");
}

TEST(Fitted, CutsAtCharactersAndKeepsWhatFits) {
  EXPECT_EQ(fitted("ship", 100, 12), "ship");
  EXPECT_EQ(fitted("价格便宜质量好", 48, 12), "价格便…");
  EXPECT_LE(text_width(fitted("a long name of a topic", 60, 12), 12), 60);
  EXPECT_EQ(fitted("", 10, 12), "");
}

}  // namespace
}  // namespace theta::exports
