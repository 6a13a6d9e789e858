#include "eval/eval_reference.h"

#include <algorithm>
#include <cmath>

namespace theta::eval {
namespace {

bool holds(const corpus::BagOfWords& bag, size_t d, uint32_t word) {
  const auto words = bag.document_words(d);
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

double npmi_reference(const std::vector<uint32_t>& topic, const corpus::BagOfWords& reference) {
  const auto documents = static_cast<double>(reference.documents());
  double sum = 0;
  double pairs = 0;
  for (size_t i = 0; i < topic.size(); ++i) {
    for (size_t j = i + 1; j < topic.size(); ++j) {
      double a = 0, b = 0, both = 0;
      for (size_t d = 0; d < reference.documents(); ++d) {
        const bool has_a = holds(reference, d, topic[i]);
        const bool has_b = holds(reference, d, topic[j]);
        a += has_a ? 1 : 0;
        b += has_b ? 1 : 0;
        both += has_a && has_b ? 1 : 0;
      }
      ++pairs;
      if (both == 0) {
        sum -= 1;
      } else if (both == documents) {
        sum += 1;
      } else {
        // The official ETM's form: (log p_i + log p_j) / log p_ij - 1.
        sum += (std::log(a / documents) + std::log(b / documents)) / std::log(both / documents) - 1;
      }
    }
  }
  return sum / pairs;
}

double perplexity_reference(const math::Matrix<float>& theta, const math::Matrix<float>& beta,
                            const corpus::BagOfWords& second) {
  double mean = 0;
  double documents = 0;
  for (size_t d = 0; d < second.documents(); ++d) {
    double loss = 0;
    double tokens = 0;
    for (size_t i = second.offsets[d]; i < second.offsets[d + 1]; ++i) {
      double probability = 0;
      for (size_t k = 0; k < beta.rows(); ++k) {
        probability += static_cast<double>(theta(d, k)) * static_cast<double>(beta(k, second.words[i]));
      }
      loss -= second.counts[i] * std::log(probability);
      tokens += second.counts[i];
    }
    if (tokens == 0) continue;
    mean += loss / tokens;
    ++documents;
  }
  return std::exp(mean / documents);
}

}  // namespace theta::eval
