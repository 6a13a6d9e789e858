#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "corpus/duplicate_sketch.h"

namespace theta::corpus {

/// Finds the texts that repeat an earlier one, word for word or nearly. Time and memory are linear in the
/// number of texts: a text is compared only with those whose sketch equals its own in one of 16 bands of four
/// bytes (locality-sensitive hashing; Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", 3.4), and
/// then exactly. The answer depends on the texts and their order alone.
class DuplicateFinder {
 public:
  /// Least Jaccard similarity, over runs of three words, of two texts that repeat each other.
  static constexpr double kLeastSimilarity = 0.8;
  /// Shorter texts repeat another only when they are the same: a few words in common say little.
  static constexpr size_t kFewestWords = 8;

  /// Adds the next text. `words`: hashes of its words in order; looked at only during the call.
  void add(const TextKey& key, std::span<const uint64_t> words);
  /// The same, with a sketch made elsewhere; null for a text of fewer words than kFewestWords.
  void add(const TextKey& key, const Sketch* sketch);

  struct Duplicate {
    uint32_t text = 0;
    uint32_t original = 0;  ///< the text repeated, no duplicate itself; smaller than `text`
    float similarity = 0;   ///< Jaccard similarity to the original
    bool exact = false;     ///< the same text but for case and blanks
  };
  /// The duplicates, by rising number. `words_of` gives the hashes of a text's words once more.
  using WordsOf = std::function<void(uint32_t text, std::vector<uint64_t>& words)>;
  std::vector<Duplicate> find(const WordsOf& words_of) const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  std::vector<TextKey> keys_;
  std::vector<uint32_t> sketch_of_;  // by text: index into sketches_, or kNone
  std::vector<Sketch> sketches_;
};

}  // namespace theta::corpus
