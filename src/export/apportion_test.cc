#include "export/apportion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.h"

namespace theta::exports {
namespace {

using ::testing::ElementsAre;

TEST(LargestRemainders, GivesTheRestToTheLargestRemainders) {
  EXPECT_THAT(largest_remainders(std::vector<double>{0.45, 0.35, 0.2}, 4), ElementsAre(2, 1, 1));
  EXPECT_THAT(largest_remainders(std::vector<double>{0.5, 0.5}, 3), ElementsAre(2, 1));
  EXPECT_THAT(largest_remainders(std::vector<double>{1.0}, 7), ElementsAre(7));
  EXPECT_THAT(largest_remainders(std::vector<double>{0.3, 0.7}, 0), ElementsAre(0, 0));
}

TEST(LargestRemainders, AddsUpAndStaysWithinOne) {
  for (uint64_t round = 0; round < 200; ++round) {
    const CounterRandom random(3, round);
    std::vector<double> shares(1 + random.below(0, 40));
    for (size_t i = 0; i < shares.size(); ++i) shares[i] = random.uniform_double(10 + i);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= sum;
    const uint64_t total = random.below(1, 1000);
    const std::vector<uint64_t> parts = largest_remainders(shares, total);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), uint64_t{0}), total);
    for (size_t i = 0; i < parts.size(); ++i) {
      EXPECT_LT(std::abs(static_cast<double>(parts[i]) - shares[i] * static_cast<double>(total)), 1 + 1e-9);
    }
  }
}

}  // namespace
}  // namespace theta::exports
