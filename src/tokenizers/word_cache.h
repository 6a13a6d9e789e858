#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>
#include <vector>

#include "tokenizers/token_model.h"

namespace theta::tokenizers {

/// The tokens of words met lately: most words of a text are few. One place for each hash; a new word takes
/// the place of the old one. One megabyte; one thread at a time.
class WordCache {
 public:
  WordCache() : entries_(kEntries) {}

  void encode(const TokenModel& model, std::string_view word, TokenIds& ids) {
    if (word.size() > kLongestWord) {
      model.encode(word, ids);
      return;
    }
    Entry& entry = entries_[std::hash<std::string_view>()(word) % kEntries];
    if (entry.length == word.size() && std::memcmp(entry.word, word.data(), word.size()) == 0) {
      ids.insert(ids.end(), entry.ids, entry.ids + entry.count);
      return;
    }
    const size_t before = ids.size();
    model.encode(word, ids);
    const size_t count = ids.size() - before;
    if (count > kMostIds) return;
    entry.length = static_cast<uint8_t>(word.size());
    entry.count = static_cast<uint8_t>(count);
    std::memcpy(entry.word, word.data(), word.size());
    std::memcpy(entry.ids, ids.data() + before, count * sizeof(uint32_t));
  }

 private:
  static constexpr size_t kEntries = size_t{1} << 14;
  static constexpr size_t kLongestWord = 30;
  static constexpr size_t kMostIds = 8;
  struct Entry {  // 64 bytes
    uint8_t length = 0;
    uint8_t count = 0;
    char word[kLongestWord] = {};
    uint32_t ids[kMostIds] = {};
  };
  std::vector<Entry> entries_;
};

}  // namespace theta::tokenizers
