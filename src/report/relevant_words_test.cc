#include "report/relevant_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace theta::report {
namespace {

std::vector<float> random_topic(size_t words, uint64_t seed) {
  const CounterRandom random(seed, 1);
  std::vector<float> row(words);
  for (size_t w = 0; w < words; ++w)
    row[w] = static_cast<float>(std::pow(random.uniform_double(w), 9) + 1e-6);
  const float sum = std::accumulate(row.begin(), row.end(), 0.0F);
  for (float& value : row) value /= sum;
  return row;
}

std::vector<uint64_t> random_counts(size_t words, uint64_t seed) {
  const CounterRandom random(seed, 2);
  std::vector<uint64_t> counts(words);
  for (size_t w = 0; w < words; ++w) counts[w] = 1 + random.below(w, 2000);
  return counts;
}

TEST(RelevantWords, AreExactlyTheBestThirtyOfEveryLambda) {
  for (const size_t words : {1, 29, 30, 31, 700}) {
    const std::vector<float> row = random_topic(words, words);
    const std::vector<uint64_t> counts = random_counts(words, words);
    const double total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), uint64_t{0}));
    std::vector<uint32_t> expected;
    for (int tenth = 0; tenth <= 10; ++tenth) {
      const double lambda = tenth / 10.0;
      std::vector<std::pair<double, uint32_t>> ranked;
      for (uint32_t w = 0; w < words; ++w) {
        const double in_topic = std::log(static_cast<double>(row[w]));
        const double lift = in_topic - std::log(static_cast<double>(counts[w]) / total);
        ranked.push_back({-(lambda * in_topic + (1 - lambda) * lift), w});
      }
      std::sort(ranked.begin(), ranked.end());
      for (size_t i = 0; i < std::min<size_t>(30, words); ++i) expected.push_back(ranked[i].second);
    }
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    EXPECT_EQ(relevant_words(row, log_word_probability(counts)), expected);
  }
}

TEST(RelevantWords, TakeTheSmallerIdOfEqualWordsAndBearZeros) {
  const std::vector<float> row(50, 0.0F);
  const std::vector<uint64_t> counts(50, 0);
  const std::vector<double> log_overall = log_word_probability(counts);
  for (const double value : log_overall) EXPECT_DOUBLE_EQ(value, std::log(1.0 / 50));
  std::vector<uint32_t> first(30);
  std::iota(first.begin(), first.end(), 0U);
  EXPECT_EQ(relevant_words(row, log_overall), first);
}

TEST(TopicGivenWord, FollowsBayes) {
  math::Matrix<float> beta(2, 3);
  beta(0, 0) = 0.5F;
  beta(0, 1) = 0.5F;
  beta(1, 0) = 1.0F;
  const std::vector<double> shares = {0.8, 0.2};
  const math::Matrix<float> given = topic_given_word(beta, shares);
  EXPECT_NEAR(given(0, 0), 0.4 / 0.6, 1e-6);
  EXPECT_NEAR(given(1, 0), 0.2 / 0.6, 1e-6);
  EXPECT_EQ(given(0, 1), 1);
  EXPECT_EQ(given(0, 2), 0);  // no topic uses the word
  const math::Matrix<float> equal = topic_given_word(beta, std::vector<double>{0, 0});
  EXPECT_NEAR(equal(0, 0), 0.5 / 1.5, 1e-6);
}

}  // namespace
}  // namespace theta::report
