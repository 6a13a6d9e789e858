#include "models/topic_initialisation.h"

#include <cmath>

#include "base/assert.h"
#include "math/linear_algebra.h"

namespace theta::models {
namespace {

using math::Matrix;

// Pseudo-tokens of the unigram distribution mixed into each cluster.
constexpr double kClusterSmoothing = 100.0;
constexpr double kRidge = 1e-3;

/// log of the smoothed share of each word in each cluster over its unigram share: [V, K].
Matrix<double> log_lift(const corpus::BagOfWords& bag, const std::vector<uint32_t>& cluster,
                        size_t num_topics, const std::vector<float>& background) {
  Matrix<double> lift(background.size(), num_topics);
  std::vector<double> total(num_topics, 0.0);
  for (size_t d = 0; d < bag.documents(); ++d) {
    const auto words = bag.document_words(d);
    const auto counts = bag.document_counts(d);
    for (size_t i = 0; i < words.size(); ++i) {
      lift(words[i], cluster[d]) += counts[i];
      total[cluster[d]] += counts[i];
    }
  }
  for (size_t v = 0; v < lift.rows(); ++v) {
    const double unigram = std::exp(static_cast<double>(background[v]));
    for (size_t k = 0; k < num_topics; ++k) {
      const double share = (lift(v, k) + kClusterSmoothing * unigram) / (total[k] + kClusterSmoothing);
      lift(v, k) = std::log(share / unigram);
    }
  }
  return lift;
}

}  // namespace

std::vector<float> log_unigram(const corpus::BagOfWords& bag, size_t vocabulary_size) {
  const std::vector<uint64_t> frequency = corpus::word_frequency(bag, vocabulary_size);
  double total = 0;
  for (const uint64_t n : frequency) total += static_cast<double>(n) + 0.5;
  std::vector<float> result(vocabulary_size);
  for (size_t v = 0; v < vocabulary_size; ++v) {
    result[v] = static_cast<float>(std::log((static_cast<double>(frequency[v]) + 0.5) / total));
  }
  return result;
}

Matrix<float> alpha_from_clusters(ThreadPool& pool, const corpus::BagOfWords& bag,
                                  const std::vector<uint32_t>& cluster, size_t num_topics,
                                  const Matrix<float>& rho, const std::vector<float>& background) {
  const size_t v_count = rho.rows();
  const size_t l = rho.cols();
  const Matrix<double> lift = log_lift(bag, cluster, num_topics, background);
  Matrix<float> weighted_rho(v_count, l);
  Matrix<float> weighted_lift(v_count, num_topics);
  for (size_t v = 0; v < v_count; ++v) {
    const float weight = std::exp(0.5F * background[v]);
    for (size_t c = 0; c < l; ++c) weighted_rho(v, c) = weight * rho(v, c);
    for (size_t k = 0; k < num_topics; ++k) weighted_lift(v, k) = weight * static_cast<float>(lift(v, k));
  }
  Matrix<double> normal = math::transposed_product(pool, weighted_rho, weighted_rho);
  Matrix<double> solution = math::transposed_product(pool, weighted_rho, weighted_lift);
  double trace = 0;
  for (size_t i = 0; i < l; ++i) trace += normal(i, i);
  for (size_t i = 0; i < l; ++i) normal(i, i) += kRidge * trace / static_cast<double>(l) + 1e-12;
  THETA_ASSERT(math::cholesky(normal));
  math::cholesky_solve(normal, solution);
  Matrix<float> alpha(num_topics, l);
  for (size_t k = 0; k < num_topics; ++k) {
    for (size_t c = 0; c < l; ++c) alpha(k, c) = static_cast<float>(solution(c, k));
  }
  return alpha;
}

}  // namespace theta::models
