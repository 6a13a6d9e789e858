#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/corpus_words.h"
#include "text/word_list.h"

namespace theta::corpus {

/// Which words make the vocabulary.
struct VocabularyLimits {
  size_t largest_size = 0;       ///< words kept at most, the most frequent by documents
  uint32_t least_documents = 1;  ///< documents that a word must be in
  double greatest_share = 1.0;   ///< of all documents that a word may be in

  const text::WordList* keep = nullptr;  ///< in the vocabulary, whatever the limits say, if they occur
  const text::WordList* drop = nullptr;  ///< not in the vocabulary
};

/// The words of a corpus in their final order.
struct Vocabulary {
  std::vector<std::string> words;  ///< sorted by bytes
  std::vector<uint32_t> number;    ///< by number in CorpusWords: the final one, or kDropped
  uint64_t non_zeros = 0;          ///< pairs of a document and one of its words
  static constexpr uint32_t kDropped = UINT32_MAX;
};

/// In how many of the documents each word is, by its number in `words`.
std::vector<uint32_t> document_frequency(ThreadPool& pool, std::span<const TokenSpan> documents,
                                         const CorpusWords& words);

/// `documents`: how many there are.
Vocabulary choose_vocabulary(const VocabularyLimits& limits, size_t documents, const CorpusWords& words,
                             const std::vector<uint32_t>& frequency);

}  // namespace theta::corpus
