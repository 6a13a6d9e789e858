#include "eval/coherence.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace theta::eval {
namespace {

/// The documents of each word that stands in a topic, as bits.
class DocumentSets {
 public:
  DocumentSets(const TopicWords& topics, const corpus::BagOfWords& reference, size_t n)
      : words_per_set_((reference.documents() + 63) / 64) {
    for (const auto& topic : topics) {
      for (size_t i = 0; i < std::min(n, topic.size()); ++i) index_.emplace(topic[i], index_.size());
    }
    bits_.assign(index_.size() * words_per_set_, 0);
    const uint32_t largest = largest_word();
    std::vector<size_t> set_of_word(size_t{largest} + 1, kNone);
    for (const auto& [word, set] : index_) set_of_word[word] = set;
    for (size_t d = 0; d < reference.documents(); ++d) {
      for (const uint32_t word : reference.document_words(d)) {
        if (word > largest || set_of_word[word] == kNone) continue;
        bits_[set_of_word[word] * words_per_set_ + d / 64] |= uint64_t{1} << (d % 64);
      }
    }
  }

  size_t documents_with(uint32_t word) const { return documents_with_both(word, word); }

  size_t documents_with_both(uint32_t a, uint32_t b) const {
    const uint64_t* const x = bits_.data() + index_.at(a) * words_per_set_;
    const uint64_t* const y = bits_.data() + index_.at(b) * words_per_set_;
    size_t count = 0;
    for (size_t i = 0; i < words_per_set_; ++i)
      count += static_cast<size_t>(__builtin_popcountll(x[i] & y[i]));
    return count;
  }

 private:
  static constexpr size_t kNone = SIZE_MAX;

  uint32_t largest_word() const {
    uint32_t largest = 0;
    for (const auto& [word, set] : index_) largest = std::max(largest, word);
    return largest;
  }

  size_t words_per_set_;
  std::unordered_map<uint32_t, size_t> index_;
  std::vector<uint64_t> bits_;
};

double pair_npmi(size_t with_a, size_t with_b, size_t with_both, size_t documents) {
  if (with_both == 0) return -1;
  if (with_both == documents) return 1;
  const auto total = static_cast<double>(documents);
  const double p_both = static_cast<double>(with_both) / total;
  const double p_a = static_cast<double>(with_a) / total;
  const double p_b = static_cast<double>(with_b) / total;
  return std::log(p_both / (p_a * p_b)) / -std::log(p_both);
}

}  // namespace

Coherence npmi(ThreadPool& pool, const TopicWords& topics, const corpus::BagOfWords& reference, size_t n) {
  const DocumentSets sets(topics, reference, n);
  Coherence coherence;
  coherence.topics.resize(topics.size());
  parallel_for(pool, topics.size(), 1, [&](size_t begin, size_t, size_t) {
    const std::vector<uint32_t>& topic = topics[begin];
    const size_t words = std::min(n, topic.size());
    double sum = 0;
    for (size_t i = 0; i < words; ++i) {
      const size_t with_i = sets.documents_with(topic[i]);
      for (size_t j = i + 1; j < words; ++j) {
        sum += pair_npmi(with_i, sets.documents_with(topic[j]), sets.documents_with_both(topic[i], topic[j]),
                         reference.documents());
      }
    }
    const size_t pairs = words * (words - (words > 0 ? 1 : 0)) / 2;
    coherence.topics[begin] = pairs == 0 ? 0 : sum / static_cast<double>(pairs);
  });
  for (const double value : coherence.topics) coherence.mean += value;
  if (!topics.empty()) coherence.mean /= static_cast<double>(topics.size());
  return coherence;
}

}  // namespace theta::eval
