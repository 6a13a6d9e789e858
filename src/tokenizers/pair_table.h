#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace theta::tokenizers {

/// Which pairs of tokens merge, in which turn and into what. Open addressing: one look-up, one cache line.
class PairTable {
 public:
  struct Merge {
    uint32_t rank;
    uint32_t merged;
  };

  explicit PairTable(size_t pairs) {
    size_t size = 16;
    while (size < 2 * pairs) size *= 2;
    slots_.resize(size);
  }

  /// The first merge of a pair stays.
  void add(uint32_t left, uint32_t right, Merge merge) {
    Slot& slot = slots_[place_of(key_of(left, right))];
    if (slot.key == kEmpty) slot = {key_of(left, right), merge};
  }

  /// Null when the pair does not merge.
  const Merge* find(uint32_t left, uint32_t right) const {
    const Slot& slot = slots_[place_of(key_of(left, right))];
    return slot.key == kEmpty ? nullptr : &slot.merge;
  }

 private:
  static constexpr uint64_t kEmpty = ~uint64_t{0};
  struct Slot {
    uint64_t key = kEmpty;
    Merge merge = {0, 0};
  };

  static uint64_t key_of(uint32_t left, uint32_t right) { return uint64_t{left} << 32 | right; }
  /// The slot of the key, or the empty one where it would go. At least half of the slots are empty.
  size_t place_of(uint64_t key) const {
    const size_t mask = slots_.size() - 1;
    size_t place = (key * 0x9E3779B97F4A7C15ULL >> 24) & mask;
    while (slots_[place].key != kEmpty && slots_[place].key != key) place = (place + 1) & mask;
    return place;
  }

  std::vector<Slot> slots_;
};

}  // namespace theta::tokenizers
