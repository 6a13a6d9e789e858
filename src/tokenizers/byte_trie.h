#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace theta::tokenizers {

/// Numbers by strings, asked for every beginning of a text. Children of a node lie side by side, by byte.
class ByteTrie {
 public:
  /// The strings must be different and not empty.
  explicit ByteTrie(std::vector<std::pair<std::string, uint32_t>> entries);

  /// Calls found(length, value) for each string that `text` begins with, the shortest first.
  template <typename Found>
  void prefixes(std::string_view text, Found found) const {
    uint32_t node = kRoot;
    for (size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      node = i == 0 ? first_[byte] : child(node, byte);
      if (node == kNone) return;
      if (nodes_[node].value != kNone) found(i + 1, nodes_[node].value);
    }
  }

 private:
  static constexpr uint32_t kNone = ~0U;
  static constexpr uint32_t kRoot = 0;
  struct Node {
    uint32_t value = kNone;
    uint32_t children = 0;  ///< number of the first
    uint16_t count = 0;
    uint8_t byte = 0;
  };

  uint32_t child(uint32_t node, unsigned char byte) const;

  std::vector<Node> nodes_;
  std::array<uint32_t, 256> first_;  ///< the root's children, found without a search
};

}  // namespace theta::tokenizers
