#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace theta::report {

inline constexpr size_t kShownWords = 30;
inline constexpr int kLambdaSteps = 10;  ///< the slider of the page moves by 1 / kLambdaSteps

/// log p(w) [V] from counts. A word that was never counted is taken as counted once, so that its lift is
/// finite.
std::vector<double> log_word_probability(std::span<const uint64_t> word_frequency);

/// lambda log p(w|t) + (1 - lambda) log(p(w|t) / p(w)) (Sievert & Shirley 2014).
inline double relevance(double lambda, double log_in_topic, double log_overall) {
  return log_in_topic - (1 - lambda) * log_overall;
}

/// Ids, ascending, of the words that are among the `words` most relevant ones of a topic for at least one
/// lambda in {0, 1/steps, 2/steps, ..., 1}. `beta_row` and `log_overall` are [V]. Equal relevance: the
/// smaller id comes first.
std::vector<uint32_t> relevant_words(std::span<const float> beta_row, std::span<const double> log_overall,
                                     int steps = kLambdaSteps, size_t words = kShownWords);

/// p(topic | word) [K, V] from p(word | topic) and the topics' shares; columns sum to 1. Shares that sum to
/// nothing count as equal.
math::Matrix<float> topic_given_word(const math::Matrix<float>& beta, std::span<const double> shares);

}  // namespace theta::report
