#include "base/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace theta {
namespace {

// Known answers for zero and all-ones counters and keys, from the authors' Random123 distribution
// (kat_vectors).
TEST(CounterRandom, MatchesThePublishedPhiloxVectors) {
  const std::array<uint32_t, 4> zero = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
  EXPECT_EQ(CounterRandom(0, 0).block(0), zero);
  const std::array<uint32_t, 4> ones = {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
  EXPECT_EQ(CounterRandom(~0ULL, ~0ULL).block(~0ULL), ones);
}

TEST(CounterRandom, NormalValuesHaveMeanZeroAndVarianceOne) {
  const CounterRandom random(7, 1);
  constexpr int kPairs = 100000;
  double sum = 0;
  double squares = 0;
  double fourth = 0;
  for (int i = 0; i < kPairs; ++i) {
    const auto [a, b] = random.normal_pair(i);
    sum += a + b;
    squares += a * a + b * b;
    fourth += a * a * a * a + b * b * b * b;
  }
  EXPECT_NEAR(sum / (2 * kPairs), 0.0, 0.01);
  EXPECT_NEAR(squares / (2 * kPairs), 1.0, 0.02);
  EXPECT_NEAR(fourth / (2 * kPairs), 3.0, 0.1);
}

TEST(CounterRandom, BelowStaysInRangeAndIsEven) {
  const CounterRandom random(3, 9);
  std::vector<int> histogram(7, 0);
  for (int i = 0; i < 70000; ++i) ++histogram[random.below(i, 7)];
  for (const int count : histogram) EXPECT_NEAR(count, 10000, 400);
}

TEST(CounterRandom, UniformStaysBelowOneAndStreamsDiffer) {
  const CounterRandom a(1, stream_id(1, 2));
  const CounterRandom b(1, stream_id(2, 1));
  int equal = 0;
  for (int i = 0; i < 10000; ++i) {
    EXPECT_GE(a.uniform(i), 0.0F);
    EXPECT_LT(a.uniform(i), 1.0F);
    EXPECT_LT(a.uniform_double(i), 1.0);
    equal += a.uniform(i) == b.uniform(i) ? 1 : 0;
  }
  EXPECT_LT(equal, 10);
}

}  // namespace
}  // namespace theta
