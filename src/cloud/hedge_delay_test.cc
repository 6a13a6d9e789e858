#include "cloud/hedge_delay.h"

#include <gtest/gtest.h>

namespace theta::cloud {
namespace {

using std::chrono::milliseconds;

TEST(HedgeDelayTest, IsLaterThanNineteenOfTwentyAnswers) {
  HedgeDelay delay;
  EXPECT_EQ(delay.next(), milliseconds(1000));  // nothing is known
  for (int i = 1; i <= 64; ++i) delay.answered(milliseconds(10 * i));
  EXPECT_EQ(delay.next(), milliseconds(610));
  for (int i = 0; i < 64; ++i) delay.answered(milliseconds(3));
  EXPECT_EQ(delay.next(), milliseconds(50));  // never shorter
}

// A service where every answer is late: one request of ten gets a second one in the long run.
TEST(HedgeDelayTest, SpendsATenthMoreAtMost) {
  HedgeDelay delay;
  int second = 0;
  for (int i = 0; i < 1000; ++i) {
    if (delay.next().count() == 0) continue;
    delay.hedged();
    ++second;
  }
  EXPECT_GE(second, 95);
  EXPECT_LE(second, 102);
}

}  // namespace
}  // namespace theta::cloud
