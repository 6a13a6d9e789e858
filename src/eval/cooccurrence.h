#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "corpus/corpus.h"
#include "eval/diversity.h"

namespace theta::eval {

/// In how many windows of a reference the words of one topic stand, alone and two by two.
class TopicCooccurrence {
 public:
  explicit TopicCooccurrence(size_t words) : words_(words), counts_(words * words) {}

  size_t words() const { return words_; }
  /// Windows that hold the words at ranks i and j; with i == j those that hold the word.
  uint64_t with(size_t i, size_t j) const { return counts_[std::min(i, j) * words_ + std::max(i, j)]; }
  void add(size_t i, size_t j, uint64_t windows) {
    counts_[std::min(i, j) * words_ + std::max(i, j)] += windows;
  }
  void add(const TopicCooccurrence& other);

 private:
  size_t words_;
  std::vector<uint64_t> counts_;  // [words, words], upper triangle
};

struct Cooccurrence {
  uint64_t windows = 0;
  std::vector<TopicCooccurrence> topics;
};

/// Counts the first `n` words of each topic; every document of `reference` is one window. The words of one
/// topic must differ. The cost is linear in the non-zeros of the reference.
Cooccurrence count_documents(ThreadPool& pool, const TopicWords& topics, const corpus::BagOfWords& reference,
                             size_t n = 10);

/// How long a word counts as present while a window slides over a document.
enum class WindowCounting : uint8_t {
  kWhole,  ///< as long as the window holds it: the definition
  /// As gensim 4.2 counts: when one of several occurrences leaves the window, the word counts as gone
  /// until it enters again. For figures to compare with published ones.
  kGensim,
};

/// The same with boolean sliding windows (Röder, Both & Hinneburg, WSDM 2015, section 3.2): every run of
/// `window` tokens inside one of the `documents` is a window, and a document of fewer tokens is one as a
/// whole. A token that is no word number (UINT32_MAX) takes its place in the window. Documents without tokens
/// have no window. The cost is linear in the tokens, whatever the width.
Cooccurrence count_windows(ThreadPool& pool, const TopicWords& topics, const corpus::TokenSequences& tokens,
                           std::span<const uint32_t> documents, size_t window, size_t n = 10,
                           WindowCounting counting = WindowCounting::kWhole);

}  // namespace theta::eval
