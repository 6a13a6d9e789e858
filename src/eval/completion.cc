#include "eval/completion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace theta::eval {
namespace {

constexpr uint64_t kHalvesStream = 10;

// Appends the sorted tokens [begin, end) as counts.
void append_tokens(std::vector<uint32_t>::iterator begin, std::vector<uint32_t>::iterator end,
                   corpus::BagOfWords& bag) {
  std::sort(begin, end);
  for (auto token = begin; token != end;) {
    const auto next = std::upper_bound(token, end, *token);
    bag.words.push_back(*token);
    bag.counts.push_back(static_cast<uint32_t>(next - token));
    token = next;
  }
  bag.offsets.push_back(bag.words.size());
}

double document_log_likelihood(const float* theta, const math::Matrix<float>& word_topic, size_t num_topics,
                               std::span<const uint32_t> words, std::span<const uint32_t> counts) {
  double sum = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const float* const topics = word_topic.row(words[i]);
    double probability = 0;
    for (size_t k = 0; k < num_topics; ++k) probability += double{theta[k]} * double{topics[k]};
    sum += counts[i] * std::log(probability);
  }
  return sum;
}

/// What perplexity is made of, summed over documents.
class PerplexitySum {
 public:
  void add(double log_likelihood, uint64_t length) {
    if (length == 0) return;
    ++documents_;
    words_ += length;
    per_document_ -= log_likelihood / static_cast<double>(length);
    all_ -= log_likelihood;
  }
  Perplexity perplexity() const {
    Perplexity result;
    result.documents = documents_;
    result.words = words_;
    if (documents_ == 0) return result;
    result.per_document = std::exp(per_document_ / static_cast<double>(documents_));
    result.per_word = std::exp(all_ / static_cast<double>(words_));
    return result;
  }

 private:
  double per_document_ = 0;
  double all_ = 0;
  size_t documents_ = 0;
  uint64_t words_ = 0;
};

}  // namespace

Halves split_halves(const corpus::BagOfWords& documents, uint64_t seed) {
  Halves halves;
  std::vector<uint32_t> tokens;
  for (size_t d = 0; d < documents.documents(); ++d) {
    tokens.clear();
    const auto words = documents.document_words(d);
    const auto counts = documents.document_counts(d);
    for (size_t i = 0; i < words.size(); ++i) tokens.insert(tokens.end(), counts[i], words[i]);
    const CounterRandom random(seed, stream_id(kHalvesStream, d));
    for (size_t i = tokens.size(); i > 1; --i) std::swap(tokens[i - 1], tokens[random.below(i, i)]);
    const auto middle = tokens.begin() + static_cast<std::ptrdiff_t>((tokens.size() + 1) / 2);
    append_tokens(tokens.begin(), middle, halves.first);
    append_tokens(middle, tokens.end(), halves.second);
  }
  return halves;
}

void completion_log_likelihood(ThreadPool& pool, const math::Matrix<float>& theta,
                               const math::Matrix<float>& word_topic, size_t num_topics,
                               const corpus::BagOfWords& second, std::span<const uint32_t> documents,
                               std::span<double> log_likelihood) {
  parallel_for(pool, documents.size(), 64, [&](size_t begin, size_t end, size_t) {
    for (size_t i = begin; i < end; ++i) {
      const uint32_t d = documents[i];
      log_likelihood[d] = document_log_likelihood(theta.row(d), word_topic, num_topics,
                                                  second.document_words(d), second.document_counts(d));
    }
  });
}

std::vector<Perplexity> perplexity_by_slice(std::span<const double> log_likelihood,
                                            const corpus::BagOfWords& second, std::span<const uint32_t> slice,
                                            size_t slices) {
  std::vector<PerplexitySum> sums(slices);
  for (size_t d = 0; d < second.documents(); ++d) {
    if (slice[d] < slices) sums[slice[d]].add(log_likelihood[d], second.document_length(d));
  }
  std::vector<Perplexity> result;
  for (const PerplexitySum& sum : sums) result.push_back(sum.perplexity());
  return result;
}

Perplexity perplexity(std::span<const double> log_likelihood, const corpus::BagOfWords& second) {
  PerplexitySum sum;
  for (size_t d = 0; d < second.documents(); ++d) sum.add(log_likelihood[d], second.document_length(d));
  return sum.perplexity();
}

Perplexity completion_perplexity(ThreadPool& pool, const math::Matrix<float>& theta,
                                 const math::Matrix<float>& word_topic, size_t num_topics,
                                 const corpus::BagOfWords& second) {
  std::vector<uint32_t> documents(second.documents());
  std::iota(documents.begin(), documents.end(), 0u);
  std::vector<double> log_likelihood(second.documents());
  completion_log_likelihood(pool, theta, word_topic, num_topics, second, documents, log_likelihood);
  return perplexity(log_likelihood, second);
}

}  // namespace theta::eval
