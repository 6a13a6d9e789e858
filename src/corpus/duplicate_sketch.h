#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace theta::corpus {

/// Identifies a text up to the case of ASCII letters and the kind and number of blanks: 128 bits, so that two
/// different texts practically never share one.
struct TextKey {
  uint64_t low = 0;
  uint64_t high = 0;
  bool operator==(const TextKey&) const = default;
};
/// `buffer` is space.
TextKey text_key(std::string_view utf8, std::string& buffer);

/// A few bits about the set of a text's shingles: each runs of three words. The share of equal bytes in two
/// sketches estimates the Jaccard similarity of the sets (and is 1/256 too high for different sets).
using Sketch = std::array<uint8_t, 64>;

/// One-permutation MinHash: each shingle falls into one of 64 bins, each bin keeps its smallest hash, and an
/// empty bin borrows from another one that its number picks. `words` are hashes of the words in order, at
/// least three. Sources: Li, Owen & Zhang, "One Permutation Hashing" (2012); Shrivastava, "Optimal
/// Densification for Fast and Accurate Minwise Hashing" (2017).
Sketch sketch_of(std::span<const uint64_t> words);

/// Estimated similarity, in [0, 1].
double estimated_similarity(const Sketch& a, const Sketch& b);

/// The hashes of a text's shingles, sorted, each once.
void shingles_of(std::span<const uint64_t> words, std::vector<uint64_t>& shingles);

/// Jaccard similarity of two sorted sets: shared elements over all elements.
double jaccard_similarity(std::span<const uint64_t> a, std::span<const uint64_t> b);

}  // namespace theta::corpus
