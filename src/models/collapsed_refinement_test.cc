#include "models/collapsed_refinement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"
#include "math/kernels.h"
#include "math/matrix.h"

namespace theta::models {
namespace {

// The definition in double, one loop after another.
std::vector<double> reference(const math::Matrix<float>& word_topic, size_t topics,
                              const std::vector<uint32_t>& words, const std::vector<float>& counts,
                              const std::vector<double>& prior, int steps) {
  std::vector<std::vector<double>> share(words.size(), std::vector<double>(topics));
  std::vector<double> expected(topics);
  for (int step = 0; step < steps; ++step) {
    for (size_t i = 0; i < words.size(); ++i) {
      std::vector<double> weight(topics);
      double sum = 0;
      for (size_t k = 0; k < topics; ++k) {
        weight[k] = (prior[k] + expected[k] - share[i][k]) * static_cast<double>(word_topic(words[i], k));
        sum += weight[k];
      }
      for (size_t k = 0; k < topics; ++k) {
        expected[k] += static_cast<double>(counts[i]) * (weight[k] / sum - share[i][k]);
        share[i][k] = weight[k] / sum;
      }
    }
  }
  return expected;
}

TEST(CollapsedRefinement, IsItsDefinition) {
  for (const size_t topics : {1u, 7u, 16u, 50u, 130u}) {
    const size_t cols = math::padded(topics);
    const CounterRandom random(2, topics);
    math::Matrix<float> word_topic(30, cols);
    for (size_t v = 0; v < 30; ++v) {
      for (size_t k = 0; k < topics; ++k) word_topic(v, k) = 1e-4F + random.uniform(v * topics + k);
    }
    const std::vector<uint32_t> words = {0, 3, 4, 11, 29};
    const std::vector<float> counts = {1, 2, 1, 7, 1};
    std::vector<double> prior;
    math::AlignedVector<float> padded_prior(cols);
    for (size_t k = 0; k < topics; ++k) {
      padded_prior[k] = 0.01F + random.uniform(9000 + k);
      prior.push_back(static_cast<double>(padded_prior[k]));
    }
    math::AlignedVector<float> shares((words.size() + 1) * cols);
    math::AlignedVector<float> expected(cols);
    refine_collapsed(word_topic.data(), cols, words, counts.data(), padded_prior.data(), 20, shares.data(),
                     expected.data());
    const std::vector<double> wanted = reference(word_topic, topics, words, counts, prior, 20);
    double sum = 0;
    for (size_t k = 0; k < topics; ++k) {
      EXPECT_NEAR(static_cast<double>(expected[k]), wanted[k], 2e-4) << topics << " topics, " << k;
      sum += static_cast<double>(expected[k]);
    }
    EXPECT_NEAR(sum, 12, 1e-4);
    for (size_t k = topics; k < cols; ++k) EXPECT_EQ(expected[k], 0.0F);
  }
}

}  // namespace
}  // namespace theta::models
