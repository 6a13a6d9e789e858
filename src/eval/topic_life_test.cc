#include "eval/topic_life.h"

#include <gtest/gtest.h>

#include <cmath>

namespace theta::eval {
namespace {

// One topic with these shares, intervals of +- `reach`, 100 tokens and `documents` a slice.
TopicShares shares_of(const std::vector<double>& shares, double reach, uint64_t documents = 20) {
  TopicShares result;
  result.share = result.low = result.high = math::Matrix<double>(shares.size(), 1);
  for (size_t t = 0; t < shares.size(); ++t) {
    const bool empty = shares[t] < 0;
    result.documents.push_back(empty ? 0 : documents);
    result.tokens.push_back(empty ? 0 : 100);
    if (empty) continue;
    result.share(t, 0) = shares[t];
    result.low(t, 0) = std::max(0.0, shares[t] - reach);
    result.high(t, 0) = shares[t] + reach;
  }
  return result;
}

TEST(TopicLife, TellsBirthPeakAndFading) {
  const TopicLife life = topic_lives(shares_of({0.01, 0.02, -1, 0.06, 0.1, 0.08, 0.03, 0.01}, 0.01))[0];
  EXPECT_EQ(life.peak, 4u);
  EXPECT_EQ(life.birth, 3u);   // the first share of at least 0.05, after slices that are surely below
  EXPECT_EQ(life.fading, 5u);  // the last one
  EXPECT_NEAR(life.mean_share, 0.31 / 7, 1e-12);
}

TEST(TopicLife, ATopicThatWasThereFromTheStartIsNotBorn) {
  const TopicLife life = topic_lives(shares_of({0.1, 0.09, 0.08, 0.02, 0.01, 0.01}, 0.01))[0];
  EXPECT_FALSE(life.birth.has_value());
  EXPECT_EQ(life.fading, 2u);
  EXPECT_EQ(life.trend, Trend::kFalling);
}

TEST(TopicLife, WhatTheIntervalsDoNotTellApartIsNoBirth) {
  const std::vector<double> shares = {0.04, 0.04, 0.06, 0.1, 0.1, 0.1};
  EXPECT_EQ(topic_lives(shares_of(shares, 0.005))[0].birth, 2u);
  EXPECT_FALSE(topic_lives(shares_of(shares, 0.02))[0].birth.has_value());
}

TEST(TopicLife, GainIsThatOfThirdsWithTheirErrors) {
  const double reach = 0.0196;  // a standard error of 0.01
  const TopicLife life = topic_lives(shares_of({0.1, 0.1, 0.5, 0.5, 0.2, 0.2}, reach))[0];
  EXPECT_NEAR(life.gain, 0.1, 1e-12);
  // Four slices, each half of a mean: variance 2 * (2 * 0.01^2 / 4).
  EXPECT_NEAR(life.gain_high - life.gain, 1.96 * 0.01, 1e-9);
  EXPECT_EQ(life.trend, Trend::kRising);
  // Slices that lie further apart than their intervals are wide: variance of each mean 0.1^2 * 2 / 2.
  const TopicLife wild = topic_lives(shares_of({0.0, 0.2, 0.5, 0.5, 0.1, 0.3}, reach))[0];
  EXPECT_NEAR(wild.gain_high - wild.gain, 1.96 * std::sqrt(0.02), 1e-9);
  EXPECT_EQ(wild.trend, Trend::kSteady);
}

TEST(TopicLife, SlicesOfFewDocumentsNeitherPeakNorProveAnything) {
  TopicShares shares = shares_of({0.01, 0.9, 0.05, 0.06, 0.05, 0.06}, 0.01);
  shares.documents[0] = shares.documents[1] = 4;
  EXPECT_EQ(slices_that_count(shares), (std::vector<size_t>{2, 3, 4, 5}));
  const TopicLife life = topic_lives(shares)[0];
  EXPECT_EQ(life.peak, 3u);
  EXPECT_FALSE(life.birth.has_value());
  // One text a slice: a rise shows by how many slices there are, births by none.
  const TopicLife single =
      topic_lives(shares_of({0.01, 0.02, 0.01, 0.1, 0.3, 0.31, 0.3, 0.29, 0.3}, 0, 1))[0];
  EXPECT_EQ(single.trend, Trend::kRising);
  EXPECT_FALSE(single.birth.has_value());
  EXPECT_EQ(topic_lives(shares_of({0.1, 0.9}, 0, 1))[0].trend, Trend::kSteady);
  EXPECT_EQ(topic_lives(shares_of({0.1, 0.9}, 0, 1))[0].gain_high, 1);
}

TEST(TopicLife, OneSliceOrNoneIsAllSteady) {
  const TopicLife one = topic_lives(shares_of({0.3}, 0.1))[0];
  EXPECT_EQ(one.peak, 0u);
  EXPECT_EQ(one.gain, 0);
  EXPECT_FALSE(one.birth.has_value() || one.fading.has_value());
  EXPECT_EQ(topic_lives(shares_of({-1, -1}, 0))[0].mean_share, 0);
}

}  // namespace
}  // namespace theta::eval
