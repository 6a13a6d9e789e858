#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace theta::embed {

/// Draws words of one block with probability proportional to frequency^0.75 (Mikolov et al. 2013), by the
/// alias method (Walker 1977; Vose 1991).
class NoiseTable {
 public:
  NoiseTable() = default;
  /// `words` and their frequencies; words that never occur must not be listed.
  NoiseTable(std::vector<uint32_t> words, const std::vector<uint64_t>& frequency);

  bool empty() const { return words_.empty(); }
  /// The word for 32 random bits of place and 32 of choice.
  uint32_t draw(uint32_t place, uint32_t choice) const {
    const auto slot = static_cast<size_t>((uint64_t{place} * words_.size()) >> 32);
    return choice < threshold_[slot] ? words_[slot] : words_[alias_[slot]];
  }

 private:
  std::vector<uint32_t> words_;
  std::vector<uint32_t> threshold_;  // of 2^32
  std::vector<uint32_t> alias_;
};

}  // namespace theta::embed
