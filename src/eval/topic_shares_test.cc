#include "eval/topic_shares.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace theta::eval {
namespace {

math::Matrix<float> two_topics(const std::vector<float>& first) {
  math::Matrix<float> theta(first.size(), 2);
  for (size_t d = 0; d < first.size(); ++d) {
    theta(d, 0) = first[d];
    theta(d, 1) = 1 - first[d];
  }
  return theta;
}

TEST(TopicShares, WeighsDocumentsByTheirTokens) {
  ThreadPool pool(1);
  const std::vector<uint32_t> tokens = {10, 30, 5, 7};
  const std::vector<uint32_t> slice = {0, 0, 2, UINT32_MAX};
  const TopicShares shares = topic_shares(pool, two_topics({1.0F, 0.0F, 0.5F, 1.0F}), 2, tokens, slice, 3);
  EXPECT_DOUBLE_EQ(shares.share(0, 0), 0.25);
  EXPECT_DOUBLE_EQ(shares.share(0, 1), 0.75);
  EXPECT_EQ(shares.documents, (std::vector<uint64_t>{2, 0, 1}));
  EXPECT_EQ(shares.tokens, (std::vector<uint64_t>{40, 0, 5}));
  for (size_t k = 0; k < 2; ++k) {
    EXPECT_EQ(shares.share(1, k), 0) << "a slice without documents";
    EXPECT_EQ(shares.high(1, k), 0);
    EXPECT_DOUBLE_EQ(shares.low(2, k), 0.5) << "one document leaves no doubt to draw from";
    EXPECT_DOUBLE_EQ(shares.high(2, k), 0.5);
  }
}

// For documents of one length the interval is that of a mean: 1.96 standard errors to each side.
TEST(TopicShares, IntervalIsThatOfAMean) {
  for (const size_t documents : {size_t{400}, size_t{20'000}}) {
    ThreadPool pool(2);
    const CounterRandom random(3, 1);
    std::vector<float> first;
    double sum = 0;
    double squares = 0;
    for (size_t d = 0; d < documents; ++d) {
      first.push_back(random.uniform(d));
      sum += static_cast<double>(first.back());
      squares += static_cast<double>(first.back()) * static_cast<double>(first.back());
    }
    const auto n = static_cast<double>(documents);
    const double error = std::sqrt((squares / n - sum * sum / (n * n)) / n);
    const TopicShares shares = topic_shares(pool, two_topics(first), 2, std::vector<uint32_t>(documents, 9),
                                            std::vector<uint32_t>(documents, 0), 1);
    EXPECT_NEAR(shares.share(0, 0), sum / n, 1e-9);
    EXPECT_NEAR(shares.share(0, 0) - shares.low(0, 0), 1.96 * error, 0.35 * error) << documents;
    EXPECT_NEAR(shares.high(0, 0) - shares.share(0, 0), 1.96 * error, 0.35 * error) << documents;
  }
}

TEST(TopicShares, DoNotDependOnTheThreads) {
  const CounterRandom random(5, 1);
  std::vector<float> first;
  std::vector<uint32_t> tokens;
  std::vector<uint32_t> slice;
  for (uint32_t d = 0; d < 3000; ++d) {
    first.push_back(random.uniform(d));
    tokens.push_back(1 + d % 17);
    slice.push_back(d % 7);
  }
  ThreadPool one(1);
  ThreadPool three(3);
  const TopicShares a = topic_shares(one, two_topics(first), 2, tokens, slice, 7);
  const TopicShares b = topic_shares(three, two_topics(first), 2, tokens, slice, 7);
  for (size_t t = 0; t < 7; ++t) {
    for (size_t k = 0; k < 2; ++k) {
      EXPECT_EQ(a.share(t, k), b.share(t, k));
      EXPECT_EQ(a.low(t, k), b.low(t, k));
      EXPECT_EQ(a.high(t, k), b.high(t, k));
      EXPECT_LE(a.low(t, k), a.share(t, k));
      EXPECT_GE(a.high(t, k), a.share(t, k));
    }
  }
}

}  // namespace
}  // namespace theta::eval
