#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/thread_pool.h"
#include "text/tokenizer.h"

namespace theta::bench {

/// Word counts of documents in compressed sparse rows, the words of a document in the order of their ids.
struct WordCounts {
  std::vector<std::string> vocabulary;  ///< sorted by bytes
  std::vector<uint64_t> offsets;        ///< [documents + 1]
  std::vector<uint32_t> words;
  std::vector<uint32_t> counts;

  bool operator==(const WordCounts&) const = default;
};

/// Which words are counted, as scikit-learn's CountVectorizer has it.
struct DocumentFrequencyLimits {
  uint32_t least = 30;          ///< in documents
  double greatest_share = 0.7;  ///< of all documents
};

/// Tokenises and counts, the work of CountVectorizer.fit_transform. The result is the same for any pool.
WordCounts count_words(const std::vector<std::string_view>& texts, const text::Tokenizer& tokenizer,
                       const DocumentFrequencyLimits& limits, ThreadPool& pool);

/// The same, slowly and obviously.
WordCounts count_words_reference(const std::vector<std::string_view>& texts, const text::Tokenizer& tokenizer,
                                 const DocumentFrequencyLimits& limits);

}  // namespace theta::bench
