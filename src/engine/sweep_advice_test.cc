#include "engine/sweep_advice.h"

#include <gtest/gtest.h>

namespace theta::engine {
namespace {

SweepPoint point(size_t topics, std::vector<double> npmi, std::vector<double> diversity) {
  SweepPoint result;
  result.num_topics = topics;
  result.npmi = std::move(npmi);
  result.topic_diversity = std::move(diversity);
  return result;
}

TEST(SweepAdvice, TakesTheBestWhenItStandsOut) {
  const SweepAdvice advice =
      advise({point(10, {0.1}, {0.9}), point(20, {0.2}, {0.9}), point(50, {0.2}, {0.5})});
  EXPECT_EQ(advice.num_topics, 20u);
  EXPECT_EQ(advice.best, 20u);
  EXPECT_FALSE(advice.try_fewer || advice.try_more);
  EXPECT_EQ(advice.sentence,
            "Take 20 topics: topic quality 0.180 (NPMI 0.200, topic diversity 0.900) is the best of the "
            "numbers tried.");
}

TEST(SweepAdvice, TakesFewerTopicsWhenTheyAreAsGoodWithinTwoPercent) {
  // Qualities 0.100, 0.1475, 0.150: the second is within 0.003 of the best.
  const SweepAdvice advice =
      advise({point(10, {0.1}, {1}), point(20, {0.1475}, {1}), point(50, {0.15}, {1})});
  EXPECT_EQ(advice.num_topics, 20u);
  EXPECT_EQ(advice.best, 50u);
  EXPECT_NEAR(advice.tolerance, 0.003, 1e-12);
  EXPECT_TRUE(advice.try_more);
  EXPECT_NE(advice.sentence.find("try more than 50"), std::string::npos) << advice.sentence;
}

TEST(SweepAdvice, WhatSeedsDifferByCountsAsEqual) {
  const std::vector<SweepPoint> points = {point(10, {0.12, 0.12}, {1, 1}), point(20, {0.10, 0.20}, {1, 1})};
  EXPECT_EQ(advise(points).num_topics, 10u);
  EXPECT_NEAR(advise(points).tolerance, 0.0707107, 1e-6);
  EXPECT_EQ(advise({point(10, {0.12}, {1}), point(20, {0.15}, {1})}).num_topics, 20u);
}

TEST(SweepAdvice, SaysThatTheLowerEndMayNotBeTheEnd) {
  const SweepAdvice advice = advise({point(10, {0.2}, {1}), point(20, {0.1}, {1})});
  EXPECT_EQ(advice.num_topics, 10u);
  EXPECT_TRUE(advice.try_fewer && !advice.try_more);
  EXPECT_NE(advice.sentence.find("try fewer than 10"), std::string::npos) << advice.sentence;
}

TEST(SweepAdvice, OfOneNumberAsksForOthers) {
  const SweepAdvice advice = advise({point(10, {0.2}, {1})});
  EXPECT_EQ(advice.num_topics, 10u);
  EXPECT_NE(advice.sentence.find("try other numbers"), std::string::npos) << advice.sentence;
}

TEST(SweepAdvice, DiversityHelpsWhereNpmiIsNegative) {
  const auto quality = [](double npmi, double diversity) {
    return quality_of(point(5, {npmi}, {diversity}))[0];
  };
  EXPECT_GT(quality(-0.1, 0.9), quality(-0.1, 0.5));
  EXPECT_GT(quality(0.1, 0.9), quality(0.1, 0.5));
  EXPECT_DOUBLE_EQ(quality(-0.1, 1), -0.1);
  EXPECT_EQ(advise({point(10, {-0.3}, {0.9}), point(20, {-0.1}, {0.9}), point(30, {-0.1}, {0.3})}).num_topics,
            20u);
}

TEST(Deviation, OfASample) {
  EXPECT_DOUBLE_EQ(deviation_of({1, 3}), 1.4142135623730951);
  EXPECT_DOUBLE_EQ(deviation_of({4}), 0);
  EXPECT_DOUBLE_EQ(mean_of({}), 0);
}

}  // namespace
}  // namespace theta::engine
