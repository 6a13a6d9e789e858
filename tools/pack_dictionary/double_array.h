#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "text/chinese_dictionary_format.h"

namespace theta::pack {

/// A trie over symbols >= 1, filled word by word and then laid out as a double array.
class TrieBuilder {
 public:
  TrieBuilder() : nodes_(1) {}

  /// `weight` >= 1 marks the end of a word.
  void insert(const std::u16string& symbols, uint16_t weight);

  /// The double array; node 0 is the root. Bases are unique, as DictionaryNode asks.
  std::vector<text::DictionaryNode> layout() const;

 private:
  struct Node {
    std::map<uint16_t, uint32_t> children;
    uint16_t weight = 0;
  };
  std::vector<Node> nodes_;
};

}  // namespace theta::pack
