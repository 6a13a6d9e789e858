#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

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
  using Key = std::array<uint64_t, 2>;  // the bytes of the word, then NULs; all zero: a free slot

  static Key make_key(std::string_view word) {
    Key key = {};
    std::memcpy(key.data(), word.data(), word.size());
    return key;
  }
  static size_t hash(const Key& key) {
    const uint64_t mixed = (key[0] ^ key[1] * 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
    return static_cast<size_t>(mixed >> 40);
  }
  void insert(std::string_view word);

  std::vector<Key> slots_;
  size_t mask_ = 0;
  size_t size_ = 0;
};

/// Function words of English in lower case (contractions with a straight apostrophe), from
/// data/stop_words_en.txt.
const WordSet& english_stop_words();

/// Function words of Chinese in simplified characters, from data/stop_words_zh.txt.
const WordSet& chinese_stop_words();

}  // namespace theta::text
