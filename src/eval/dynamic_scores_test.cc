#include "eval/dynamic_scores.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "eval/completion.h"
#include "eval/drift.h"
#include "eval/dynamic_reference.h"
#include "eval/eval_reference.h"

namespace theta::eval {
namespace {

constexpr size_t kSlices = 5;
constexpr size_t kTopics = 4;
constexpr size_t kWords = 40;
constexpr uint32_t kEmpty = 2;  // the slice without documents
constexpr size_t kCoherence = 5;
constexpr size_t kDiversity = 8;

corpus::BagOfWords random_bag(size_t documents, uint64_t seed) {
  corpus::BagOfWords bag;
  for (size_t d = 0; d < documents; ++d) {
    const CounterRandom random(seed, d);
    for (uint32_t v = 0; v < kWords; ++v) {
      if (random.uniform(2 * v) > 0.3F) continue;
      bag.words.push_back(v);
      bag.counts.push_back(static_cast<uint32_t>(1 + random.below(2 * v + 1, 3)));
    }
    bag.offsets.push_back(bag.words.size());
  }
  return bag;
}

// Slices 0, 1, 3, 4 and now and then none.
std::vector<uint32_t> random_slices(size_t documents, uint64_t seed) {
  std::vector<uint32_t> slice(documents);
  for (size_t d = 0; d < documents; ++d) {
    const auto drawn = static_cast<uint32_t>(CounterRandom(seed, 0).below(d, kSlices + 1));
    slice[d] = drawn == kEmpty ? 0 : drawn == kSlices ? UINT32_MAX : drawn;
  }
  return slice;
}

math::Matrix<float> random_topics(uint64_t seed) {
  math::Matrix<float> m(kTopics, kWords);
  for (size_t r = 0; r < m.rows(); ++r) {
    float sum = 0;
    for (size_t c = 0; c < m.cols(); ++c) sum += m(r, c) = std::exp(3 * CounterRandom(seed, r).uniform(c));
    for (size_t c = 0; c < m.cols(); ++c) m(r, c) /= sum;
  }
  return m;
}

struct Sample {
  corpus::BagOfWords bag = random_bag(120, 1);
  std::vector<uint32_t> slice = random_slices(120, 2);
  std::vector<math::Matrix<float>> beta;

  Sample() {
    for (size_t t = 0; t < kSlices; ++t) beta.push_back(random_topics(10 + t));
    beta[1] = beta[0];  // topics that stay as they are
  }

  DynamicScores scores(size_t threads) const {
    ThreadPool pool(threads);
    // One matrix for all slices: nothing may be kept from one call to the next.
    math::Matrix<float> lent;
    const TopicsAt topics_at = [&](size_t t) -> const math::Matrix<float>& { return lent = beta[t]; };
    return dynamic_scores(pool, topics_at, kSlices, bag, slice, kCoherence, kDiversity);
  }
};

TEST(DynamicScores, AgreeWithTheReferenceInEverySlice) {
  const Sample sample;
  const DynamicScores scores = sample.scores(2);
  const std::vector<uint32_t> all(sample.bag.documents(), 0);
  for (uint32_t t = 0; t < kSlices; ++t) {
    if (t == kEmpty) continue;
    ASSERT_TRUE(scores.measured(t));
    for (size_t k = 0; k < kTopics; ++k) {
      const auto topic = sample.beta[t].row_span(k);
      EXPECT_NEAR(scores.npmi(t, k), slice_npmi_reference(topic, kCoherence, sample.bag, sample.slice, t),
                  1e-12);
      EXPECT_NEAR(scores.npmi_corpus(t, k), slice_npmi_reference(topic, kCoherence, sample.bag, all, 0),
                  1e-12);
    }
    EXPECT_NEAR(scores.diversity[t], diversity_reference(sample.beta[t], kDiversity), 1e-12);
    EXPECT_NEAR(scores.unique_words[t],
                unique_words_reference(sample.beta[t], kDiversity, sample.bag, sample.slice, t), 1e-12);
  }
}

TEST(DynamicScores, AnEmptySliceCountsNowhere) {
  const Sample sample;
  const DynamicScores scores = sample.scores(1);
  EXPECT_EQ(scores.documents[kEmpty], 0u);
  EXPECT_FALSE(scores.measured(kEmpty));
  EXPECT_EQ(scores.diversity[kEmpty], 0);
  EXPECT_EQ(scores.npmi(kEmpty, 0), 0);
  EXPECT_EQ(scores.steps, 3u);  // 0 to 1, 1 to 3 across the empty one, 3 to 4
  for (size_t k = 0; k < kTopics; ++k) {
    double distance = 0;
    double cosine = 0;
    for (const auto& [from, to] : {std::pair{0, 1}, std::pair{1, 3}, std::pair{3, 4}}) {
      const auto& p = sample.beta[static_cast<size_t>(from)];
      const auto& q = sample.beta[static_cast<size_t>(to)];
      distance += jensen_shannon_reference(p.row_span(k), q.row_span(k)) / 3;
      cosine += cosine_similarity(p.row_span(k), q.row_span(k)) / 3;
    }
    EXPECT_NEAR(scores.js_distance[k], distance, 1e-6);
    EXPECT_NEAR(scores.cosine[k], cosine, 1e-12);
  }
}

TEST(DynamicScores, DoNotDependOnTheThreads) {
  const Sample sample;
  const DynamicScores one = sample.scores(1);
  const DynamicScores three = sample.scores(3);
  EXPECT_TRUE(std::ranges::equal(one.npmi.values(), three.npmi.values()));
  EXPECT_TRUE(std::ranges::equal(one.npmi_corpus.values(), three.npmi_corpus.values()));
  EXPECT_EQ(one.js_distance, three.js_distance);
  EXPECT_EQ(one.cosine, three.cosine);
}

TEST(DynamicScores, OfOneSliceHaveNoSteps) {
  const Sample sample;
  ThreadPool pool(1);
  const std::vector<uint32_t> slice(sample.bag.documents(), 0);
  const DynamicScores scores = dynamic_scores(
      pool, [&](size_t) -> const math::Matrix<float>& { return sample.beta[0]; }, 1, sample.bag, slice);
  EXPECT_EQ(scores.steps, 0u);
  EXPECT_EQ(scores.cosine, std::vector<double>(kTopics, 0));
  EXPECT_EQ(scores.documents[0], sample.bag.documents());
  // The slice is the corpus.
  EXPECT_NEAR(scores.npmi(0, 1), scores.npmi_corpus(0, 1), 1e-12);
}

TEST(JensenShannonDistance, IsZeroForEqualAndOneForSeparateDistributions) {
  const std::vector<float> p = {0.5F, 0.5F, 0, 0};
  const std::vector<float> q = {0, 0, 0.25F, 0.75F};
  const std::vector<float> half = {0.5F, 0, 0.5F, 0};
  EXPECT_EQ(jensen_shannon_distance(p, p), 0);
  EXPECT_NEAR(jensen_shannon_distance(p, q), 1, 1e-12);
  EXPECT_NEAR(jensen_shannon_distance(p, half), std::sqrt(0.5), 1e-12);
  EXPECT_NEAR(cosine_similarity(p, half), 0.5, 1e-12);
  EXPECT_NEAR(cosine_similarity(p, q), 0, 1e-12);
  EXPECT_EQ(cosine_similarity(p, std::vector<float>(4)), 0);
}

TEST(JensenShannonDistance, IsAMetric) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const math::Matrix<float> m = random_topics(seed);
    const double ab = jensen_shannon_distance(m.row_span(0), m.row_span(1));
    const double bc = jensen_shannon_distance(m.row_span(1), m.row_span(2));
    EXPECT_NEAR(ab, jensen_shannon_reference(m.row_span(0), m.row_span(1)), 1e-9);
    EXPECT_EQ(ab, jensen_shannon_distance(m.row_span(1), m.row_span(0)));
    EXPECT_LE(jensen_shannon_distance(m.row_span(0), m.row_span(2)), ab + bc);
  }
}

TEST(PerplexityBySlice, IsThatOfTheSliceAlone) {
  const Sample sample;
  math::Matrix<float> theta(sample.bag.documents(), kTopics);
  for (size_t d = 0; d < theta.rows(); ++d) {
    for (size_t k = 0; k < kTopics; ++k) theta(d, k) = k == d % kTopics ? 0.7F : 0.1F;
  }
  std::vector<double> log_likelihood(sample.bag.documents());
  ThreadPool pool(2);
  std::vector<std::vector<uint32_t>> members(kSlices + 1);
  for (uint32_t d = 0; d < sample.slice.size(); ++d)
    members[std::min<size_t>(sample.slice[d], kSlices)].push_back(d);
  for (size_t t = 0; t < kSlices; ++t) {
    completion_log_likelihood(pool, theta, math::transposed(sample.beta[t]), kTopics, sample.bag, members[t],
                              log_likelihood);
  }
  const std::vector<Perplexity> values =
      perplexity_by_slice(log_likelihood, sample.bag, sample.slice, kSlices);
  for (size_t t = 0; t < kSlices; ++t) {
    ASSERT_EQ(values[t].documents, members[t].size());
    if (t == kEmpty) continue;
    math::Matrix<float> own(members[t].size(), kTopics);
    for (size_t i = 0; i < members[t].size(); ++i) std::copy_n(theta.row(members[t][i]), kTopics, own.row(i));
    EXPECT_NEAR(values[t].per_document,
                perplexity_reference(own, sample.beta[t], corpus::select(sample.bag, members[t])), 1e-9);
  }
}

}  // namespace
}  // namespace theta::eval
