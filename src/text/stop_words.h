#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/word_key.h"

namespace theta::text {

/// A fixed set of short words with a constant-time test that touches one cache line as a rule.
/// Words of more than 16 bytes are never members.
class WordSet {
 public:
  /// Reads words parted by white space; lines that start with '#' are comments.
  explicit WordSet(std::string_view list);

  bool contains(std::string_view word) const {
    if (word.size() > kMaxBytes || word.empty()) return false;
    const Key key = make_key(word);
    for (size_t slot = hash(key) & mask_;; slot = (slot + 1) & mask_) {
      if (slots_[slot] == key) return true;
      if (slots_[slot] == Key{}) return false;
    }
  }
  size_t size() const { return size_; }

  static constexpr size_t kMaxBytes = 16;

 private:
  // The bytes of a word, then NULs; all zero marks a free slot.
  struct Key {
    uint64_t first = 0;
    uint64_t second = 0;
    bool operator==(const Key&) const = default;
  };

  static Key make_key(std::string_view word) {
    if (word.size() <= 8) return {short_word_key(word.data(), word.size()), 0};
    const uint64_t last = short_word_key(word.data() + word.size() - 8, 8);
    return {short_word_key(word.data(), 8), last >> (8 * (16 - word.size()))};
  }
  static size_t hash(const Key& key) { return mix_key(key.first ^ key.second * 0xBF58476D1CE4E5B9ULL); }
  void insert(std::string_view word);

  std::vector<Key> slots_;
  size_t mask_ = 0;
  size_t size_ = 0;
};

}  // namespace theta::text
