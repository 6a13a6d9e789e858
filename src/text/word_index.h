#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace theta::text {

/// Numbers words in the order of their first use. Made for counting: a word of up to 8 bytes is found with
/// one look into the table. Words must not hold NUL bytes (tokens never do).
class WordIndex {
 public:
  WordIndex();

  /// The number of `word`; a new word gets words().size() and is copied.
  uint32_t add(std::string_view word);

  /// add() for each of `words`, in order; the numbers go to `numbers`. The table is larger than the caches
  /// that are near, so the places of the words to come are fetched in time.
  void add_all(std::span<const std::string_view> words, std::vector<uint32_t>& numbers);

  /// The number of `word`, or kAbsent.
  uint32_t find(std::string_view word) const;
  static constexpr uint32_t kAbsent = UINT32_MAX;

  /// The words by number. The views stay valid while the index lives, also when it grows or is moved.
  const std::vector<std::string_view>& words() const { return words_; }

 private:
  struct Slot {
    uint64_t key = 0;  // the bytes of a word of up to 8 bytes, else a hash
    uint32_t id = kAbsent;
    uint32_t length = 0;
  };

  static Slot slot_for(std::string_view word);
  static uint64_t hash_of(const Slot& wanted);
  uint32_t add_slot(Slot wanted, uint64_t hash, std::string_view word);
  size_t position_of(const Slot& wanted, uint64_t hash, std::string_view word) const;
  std::string_view keep(std::string_view word);
  void grow();

  std::vector<Slot> slots_;  // invariant: a power of two of them, at most half full
  std::vector<std::string_view> words_;
  std::vector<std::vector<char>> blocks_;  // hold the words; never reallocated once begun
};

}  // namespace theta::text
