#include "eval/dynamic_reference.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "eval/eval_reference.h"

namespace theta::eval {
namespace {

std::vector<uint32_t> first_words(std::span<const float> topic, size_t n) {
  std::vector<uint32_t> order(topic.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return topic[a] > topic[b]; });
  order.resize(std::min(n, order.size()));
  return order;
}

corpus::BagOfWords documents_of(const corpus::BagOfWords& reference, std::span<const uint32_t> slice,
                                uint32_t wanted) {
  corpus::BagOfWords result;
  for (size_t d = 0; d < slice.size(); ++d) {
    if (slice[d] == wanted) result.append(reference.document_words(d), reference.document_counts(d));
  }
  return result;
}

double entropy(const std::vector<double>& p) {
  double sum = 0;
  for (const double value : p) sum -= value > 0 ? value * std::log2(value) : 0;
  return sum;
}

}  // namespace

double slice_npmi_reference(std::span<const float> topic, size_t n, const corpus::BagOfWords& reference,
                            std::span<const uint32_t> slice, uint32_t wanted) {
  return npmi_reference(first_words(topic, n), documents_of(reference, slice, wanted));
}

double diversity_reference(const math::Matrix<float>& beta, size_t n) {
  std::set<uint32_t> distinct;
  for (size_t k = 0; k < beta.rows(); ++k) {
    for (const uint32_t word : first_words(beta.row_span(k), n)) distinct.insert(word);
  }
  return static_cast<double>(distinct.size()) / static_cast<double>(n * beta.rows());
}

double unique_words_reference(const math::Matrix<float>& beta, size_t n, const corpus::BagOfWords& reference,
                              std::span<const uint32_t> slice, uint32_t wanted) {
  const corpus::BagOfWords documents = documents_of(reference, slice, wanted);
  double unique = 0;
  for (size_t k = 0; k < beta.rows(); ++k) {
    for (const uint32_t word : first_words(beta.row_span(k), n)) {
      size_t topics = 0;
      for (size_t j = 0; j < beta.rows(); ++j) {
        const auto words = first_words(beta.row_span(j), n);
        topics += std::find(words.begin(), words.end(), word) != words.end() ? 1 : 0;
      }
      const bool seen =
          std::find(documents.words.begin(), documents.words.end(), word) != documents.words.end();
      unique += topics == 1 && seen ? 1 : 0;
    }
  }
  return unique / static_cast<double>(n * beta.rows());
}

double jensen_shannon_reference(std::span<const float> p, std::span<const float> q) {
  std::vector<double> middle(p.size());
  for (size_t v = 0; v < p.size(); ++v)
    middle[v] = (static_cast<double>(p[v]) + static_cast<double>(q[v])) / 2;
  const double own = (entropy({p.begin(), p.end()}) + entropy({q.begin(), q.end()})) / 2;
  return std::sqrt(std::max(0.0, entropy(middle) - own));
}

}  // namespace theta::eval
