#include "eval/completion.h"

#include <algorithm>
#include <cmath>
#include <vector>

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

Perplexity completion_perplexity(ThreadPool& pool, const math::Matrix<float>& theta,
                                 const math::Matrix<float>& word_topic, size_t num_topics,
                                 const corpus::BagOfWords& second) {
  std::vector<double> log_likelihood(second.documents());
  parallel_for(pool, second.documents(), 64, [&](size_t begin, size_t end, size_t) {
    for (size_t d = begin; d < end; ++d) {
      log_likelihood[d] = document_log_likelihood(theta.row(d), word_topic, num_topics,
                                                  second.document_words(d), second.document_counts(d));
    }
  });
  Perplexity result;
  double per_document = 0;
  double all = 0;
  for (size_t d = 0; d < second.documents(); ++d) {
    const uint64_t length = second.document_length(d);
    if (length == 0) continue;
    ++result.documents;
    result.words += length;
    per_document -= log_likelihood[d] / static_cast<double>(length);
    all -= log_likelihood[d];
  }
  if (result.documents == 0) return result;
  result.per_document = std::exp(per_document / static_cast<double>(result.documents));
  result.per_word = std::exp(all / static_cast<double>(result.words));
  return result;
}

}  // namespace theta::eval
