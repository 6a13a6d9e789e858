#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace theta::corpus {

/// Word counts of D documents over V words in compressed sparse rows.
/// Invariant: offsets has D + 1 entries and starts with 0; the words of one document are strictly ascending
/// and below V; every count is at least 1.
struct BagOfWords {
  std::vector<uint64_t> offsets = {0};
  std::vector<uint32_t> words;
  std::vector<uint32_t> counts;

  size_t documents() const { return offsets.size() - 1; }
  size_t non_zeros() const { return words.size(); }
  std::span<const uint32_t> document_words(size_t d) const {
    return {words.data() + offsets[d], words.data() + offsets[d + 1]};
  }
  std::span<const uint32_t> document_counts(size_t d) const {
    return {counts.data() + offsets[d], counts.data() + offsets[d + 1]};
  }
  /// Number of tokens of document d: the sum of its counts.
  uint64_t document_length(size_t d) const {
    uint64_t length = 0;
    for (const uint32_t count : document_counts(d)) length += count;
    return length;
  }
  /// Appends one document; the caller keeps the invariant.
  void append(std::span<const uint32_t> document_words, std::span<const uint32_t> document_counts) {
    words.insert(words.end(), document_words.begin(), document_words.end());
    counts.insert(counts.end(), document_counts.begin(), document_counts.end());
    offsets.push_back(words.size());
  }
};

/// The chosen documents, in the order given.
BagOfWords select(const BagOfWords& all, std::span<const uint32_t> documents);

/// Documents that hold each word: [V].
std::vector<uint32_t> document_frequency(const BagOfWords& bag, size_t vocabulary_size);

/// Occurrences of each word over all documents: [V].
std::vector<uint64_t> word_frequency(const BagOfWords& bag, size_t vocabulary_size);

}  // namespace theta::corpus
