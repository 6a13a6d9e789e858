#include "report/relevant_words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace theta::report {
namespace {

std::vector<double> log_probabilities(std::span<const float> beta_row) {
  std::vector<double> result(beta_row.size());
  for (size_t w = 0; w < beta_row.size(); ++w) {
    // A probability that underflowed to zero stays the smallest, but two of them still compare by their lift.
    result[w] = std::log(std::max(beta_row[w], std::numeric_limits<float>::min()));
  }
  return result;
}

}  // namespace

std::vector<double> log_word_probability(std::span<const uint64_t> word_frequency) {
  double total = 0;
  for (const uint64_t count : word_frequency) total += static_cast<double>(std::max<uint64_t>(count, 1));
  std::vector<double> result(word_frequency.size());
  for (size_t w = 0; w < result.size(); ++w) {
    result[w] = std::log(static_cast<double>(std::max<uint64_t>(word_frequency[w], 1)) / total);
  }
  return result;
}

std::vector<uint32_t> relevant_words(std::span<const float> beta_row, std::span<const double> log_overall,
                                     int steps, size_t words) {
  const size_t all = beta_row.size();
  const size_t shown = std::min(words, all);
  const std::vector<double> log_in_topic = log_probabilities(beta_row);
  std::vector<double> value(all);
  std::vector<uint32_t> order(all);
  std::vector<bool> chosen(all);
  for (int step = 0; step <= steps; ++step) {
    const double lambda = static_cast<double>(step) / steps;
    for (size_t w = 0; w < all; ++w) value[w] = relevance(lambda, log_in_topic[w], log_overall[w]);
    std::iota(order.begin(), order.end(), 0U);
    std::nth_element(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown - 1), order.end(),
        [&](uint32_t a, uint32_t b) { return value[a] != value[b] ? value[a] > value[b] : a < b; });
    for (size_t i = 0; i < shown; ++i) chosen[order[i]] = true;
  }
  std::vector<uint32_t> result;
  for (uint32_t w = 0; w < all; ++w) {
    if (chosen[w]) result.push_back(w);
  }
  return result;
}

math::Matrix<float> topic_given_word(const math::Matrix<float>& beta, std::span<const double> shares) {
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<double> sums(beta.cols());
  math::Matrix<float> result(beta.rows(), beta.cols());
  for (size_t k = 0; k < beta.rows(); ++k) {
    const double share = total > 0 ? shares[k] : 1.0;
    for (size_t w = 0; w < beta.cols(); ++w) {
      result(k, w) = static_cast<float>(share * beta(k, w));
      sums[w] += result(k, w);
    }
  }
  for (size_t k = 0; k < beta.rows(); ++k) {
    for (size_t w = 0; w < beta.cols(); ++w) {
      result(k, w) = sums[w] > 0 ? static_cast<float>(result(k, w) / sums[w]) : 0.0F;
    }
  }
  return result;
}

}  // namespace theta::report
