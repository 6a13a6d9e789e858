#include "eval/word_drift.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "eval/top_words.h"

namespace theta::eval {
namespace {

constexpr size_t kSlices = 7;
constexpr size_t kTopics = 3;
constexpr size_t kWords = 40;

// Rows that sum to 1 and walk through time.
std::vector<math::Matrix<float>> walking_topics() {
  std::vector<math::Matrix<float>> slices;
  for (size_t t = 0; t < kSlices; ++t) {
    math::Matrix<float> beta(kTopics, kWords);
    for (size_t k = 0; k < kTopics; ++k) {
      double sum = 0;
      std::vector<double> row;
      for (size_t v = 0; v < kWords; ++v) {
        const CounterRandom random(5, k * kWords + v);
        const double start = random.uniform(0) * 4;
        const double speed = random.uniform(1) - 0.5;
        row.push_back(std::exp(start + speed * static_cast<double>(t)));
        sum += row.back();
      }
      for (size_t v = 0; v < kWords; ++v) beta(k, v) = static_cast<float>(row[v] / sum);
    }
    slices.push_back(std::move(beta));
  }
  return slices;
}

math::Matrix<double> uses_of_topics() {
  math::Matrix<double> uses(kSlices, kTopics);
  for (size_t t = 0; t < kSlices; ++t) {
    for (size_t k = 0; k < kTopics; ++k) uses(t, k) = static_cast<double>(200 + 150 * ((t * 3 + k) % 5));
  }
  for (size_t k = 0; k < kTopics; ++k) uses(3, k) = 0;  // nothing was written then
  uses(0, 1) = 0;
  return uses;
}

// z of one word between two sets of slices, with nothing shared between calls.
double z_reference(const std::vector<math::Matrix<float>>& beta, const math::Matrix<double>& uses, size_t k,
                   size_t word, const std::vector<size_t>& before, const std::vector<size_t>& after) {
  const auto sum = [&](const std::vector<size_t>& slices, bool of_word) {
    double total = 0;
    for (const size_t t : slices) total += uses(t, k) * (of_word ? double{beta[t](k, word)} : 1.0);
    return total;
  };
  std::vector<size_t> all;
  for (size_t t = 0; t < beta.size(); ++t) all.push_back(t);
  const double a = kPriorUses * sum(all, true) / sum(all, false);
  const double y1 = sum(before, true);
  const double y2 = sum(after, true);
  if (y1 + y2 < kFewestExpectedUses) return 0;
  const double n1 = sum(before, false);
  const double n2 = sum(after, false);
  const double delta =
      std::log((y2 + a) / (n2 + kPriorUses - y2 - a)) - std::log((y1 + a) / (n1 + kPriorUses - y1 - a));
  return delta / std::sqrt(1 / (y1 + a) + 1 / (y2 + a));
}

void expect_same(const DriftWords& words, const std::vector<math::Matrix<float>>& beta,
                 const math::Matrix<double>& uses, size_t k, const std::vector<size_t>& before,
                 const std::vector<size_t>& after) {
  std::vector<std::pair<double, uint32_t>> rising;
  std::vector<std::pair<double, uint32_t>> falling;
  for (uint32_t v = 0; v < kWords; ++v) {
    const double z = z_reference(beta, uses, k, v, before, after);
    if (z >= kClearChange) rising.emplace_back(-z, v);
    if (z <= -kClearChange) falling.emplace_back(z, v);
  }
  for (const auto& [wanted, found] : {std::pair(&rising, &words.rising), {&falling, &words.falling}}) {
    std::sort(wanted->begin(), wanted->end());
    wanted->resize(std::min<size_t>(wanted->size(), 6));
    ASSERT_EQ(found->size(), wanted->size());
    for (size_t i = 0; i < wanted->size(); ++i) {
      EXPECT_EQ((*found)[i].word, (*wanted)[i].second);
      EXPECT_NEAR(std::abs((*found)[i].z), -(*wanted)[i].first, 1e-9);
    }
  }
}

TEST(WordDrift, IsThatOfTheSlowReference) {
  const auto beta = walking_topics();
  const math::Matrix<double> uses = uses_of_topics();
  ThreadPool pool(2);
  const auto drift =
      word_drift(pool, [&beta](size_t t) { return beta[t]; }, uses, {.top_words = 5, .changed = 6});
  ASSERT_EQ(drift.size(), kTopics);
  for (const size_t k : {0u, 2u}) {  // used in 0, 1, 2, 4, 5, 6
    expect_same(drift[k].whole, beta, uses, k, {0, 1}, {5, 6});
    EXPECT_FALSE(drift[k].whole.rising.empty());
    expect_same(drift[k].step[1], beta, uses, k, {0}, {1});
    expect_same(drift[k].step[4], beta, uses, k, {2}, {4});  // across the gap
  }
  expect_same(drift[1].whole, beta, uses, 1, {1}, {6});  // used in 1, 2, 4, 5, 6
  for (size_t k = 0; k < kTopics; ++k) {
    for (const size_t t : {0u, 3u}) {
      EXPECT_TRUE(drift[k].step[t].rising.empty() && drift[k].step[t].falling.empty());
    }
    for (size_t t = 0; t < kSlices; ++t) {
      const std::vector<uint32_t> top = top_words(beta[t], 5)[k];
      ASSERT_EQ(drift[k].top[t].size(), top.size());
      for (size_t i = 0; i < top.size(); ++i) {
        EXPECT_EQ(drift[k].top[t][i].word, top[i]);
        EXPECT_EQ(drift[k].top[t][i].probability, beta[t](k, top[i]));
      }
    }
  }
  EXPECT_TRUE(drift[1].step[1].rising.empty());  // its first slice
}

TEST(WordDrift, DoesNotDependOnThreads) {
  const auto beta = walking_topics();
  const math::Matrix<double> uses = uses_of_topics();
  ThreadPool one(1);
  ThreadPool three(3);
  const SliceBeta read = [&beta](size_t t) { return beta[t]; };
  const auto a = word_drift(one, read, uses);
  const auto b = word_drift(three, read, uses);
  for (size_t k = 0; k < kTopics; ++k) {
    ASSERT_EQ(a[k].whole.rising.size(), b[k].whole.rising.size());
    for (size_t i = 0; i < a[k].whole.rising.size(); ++i)
      EXPECT_EQ(a[k].whole.rising[i].z, b[k].whole.rising[i].z);
  }
}

// One topic of two words whose first one goes from `before` to `after`.
DriftWords between(double before, double after, double uses_before, double uses_after) {
  ThreadPool pool(1);
  math::Matrix<double> uses(2, 1);
  uses(0, 0) = uses_before;
  uses(1, 0) = uses_after;
  const SliceBeta beta = [before, after](size_t t) {
    math::Matrix<float> row(1, 3);
    row(0, 0) = static_cast<float>(t == 0 ? before : after);
    row(0, 1) = 0.9F - row(0, 0);
    row(0, 2) = 0.1F;
    return row;
  };
  return word_drift(pool, beta, uses)[0].step[1];
}

TEST(WordDrift, ASmallSliceShowsNoChangeAndALargeOneDoes) {
  EXPECT_TRUE(between(0.1, 0.3, 10'000, 10).rising.empty());
  const DriftWords large = between(0.1, 0.3, 10'000, 2'000);
  ASSERT_EQ(large.rising.size(), 1u);
  EXPECT_EQ(large.rising[0].word, 0u);
  EXPECT_FLOAT_EQ(static_cast<float>(large.rising[0].before), 0.1F);
  EXPECT_FLOAT_EQ(static_cast<float>(large.rising[0].after), 0.3F);
  ASSERT_EQ(large.falling.size(), 1u);
  EXPECT_EQ(large.falling[0].word, 1u);
}

TEST(WordDrift, OneSliceHasWordsAndNoChange) {
  const auto beta = walking_topics();
  ThreadPool pool(1);
  math::Matrix<double> uses(1, kTopics);
  uses.fill(1000);
  const auto drift = word_drift(
      pool, [&beta](size_t t) { return beta[t]; }, uses);
  EXPECT_EQ(drift[0].top[0].size(), 10u);
  EXPECT_TRUE(drift[0].whole.rising.empty() && drift[0].whole.falling.empty());
}

}  // namespace
}  // namespace theta::eval
