#include "models/slice_background.h"

#include <cmath>

namespace theta::models {
namespace {

using math::Matrix;

constexpr int kFirstHalfPower = 4;  // 10^(4/2) = 100
constexpr int kLastHalfPower = 16;
constexpr size_t kDocumentGrain = 256;
// The likelihood of this many documents tells the strengths apart; more cost time alone.
constexpr size_t kMostDocuments = 50000;

}  // namespace

Matrix<float> slice_counts(const corpus::BagOfWords& bag, std::span<const uint32_t> slice, size_t slices,
                           size_t vocabulary_size) {
  Matrix<float> counts(slices, vocabulary_size);
  for (size_t d = 0; d < bag.documents(); ++d) {
    const auto words = bag.document_words(d);
    for (size_t i = 0; i < words.size(); ++i)
      counts(slice[d], words[i]) += static_cast<float>(bag.document_counts(d)[i]);
  }
  return counts;
}

Matrix<float> slice_log_unigrams(const Matrix<float>& counts, const std::vector<float>& background,
                                 double strength) {
  Matrix<float> result(counts.rows(), counts.cols());
  for (size_t t = 0; t < counts.rows(); ++t) {
    double total = strength;
    for (const float count : counts.row_span(t)) total += static_cast<double>(count);
    for (size_t v = 0; v < counts.cols(); ++v) {
      const double count =
          static_cast<double>(counts(t, v)) + strength * std::exp(static_cast<double>(background[v]));
      result(t, v) = static_cast<float>(std::log(count / total));
    }
  }
  return result;
}

double best_slice_strength(ThreadPool& pool, const corpus::BagOfWords& bag, std::span<const uint32_t> slice,
                           const Matrix<float>& counts, const std::vector<float>& background) {
  constexpr size_t kStrengths = kLastHalfPower - kFirstHalfPower + 1;
  std::vector<double> strengths;
  for (int power = kFirstHalfPower; power <= kLastHalfPower; ++power)
    strengths.push_back(std::pow(10.0, 0.5 * power));
  std::vector<double> totals(counts.rows(), 0.0);
  for (size_t t = 0; t < counts.rows(); ++t) {
    for (const float count : counts.row_span(t)) totals[t] += static_cast<double>(count);
  }
  const size_t stride = (bag.documents() + kMostDocuments - 1) / kMostDocuments;
  const size_t documents = (bag.documents() + stride - 1) / stride;
  const size_t pieces = (documents + kDocumentGrain - 1) / kDocumentGrain;
  std::vector<double> sums(pieces * kStrengths, 0.0);
  parallel_for(pool, documents, kDocumentGrain, [&](size_t begin, size_t end, size_t) {
    double* const out = sums.data() + begin / kDocumentGrain * kStrengths;
    for (size_t i = begin; i < end; ++i) {
      const size_t d = i * stride;
      const uint32_t t = slice[d];
      const double others = totals[t] - static_cast<double>(bag.document_length(d));
      const auto words = bag.document_words(d);
      for (size_t w = 0; w < words.size(); ++w) {
        const double own = bag.document_counts(d)[w];
        const double rest = static_cast<double>(counts(t, words[w])) - own;
        const double unigram = std::exp(static_cast<double>(background[words[w]]));
        for (size_t s = 0; s < kStrengths; ++s)
          out[s] += own * std::log((rest + strengths[s] * unigram) / (others + strengths[s]));
      }
    }
  });
  size_t best = 0;
  std::vector<double> likelihood(kStrengths, 0.0);
  for (size_t i = 0; i < sums.size(); ++i) likelihood[i % kStrengths] += sums[i];
  for (size_t s = 1; s < kStrengths; ++s) {
    if (likelihood[s] > likelihood[best]) best = s;
  }
  return strengths[best];
}

}  // namespace theta::models
