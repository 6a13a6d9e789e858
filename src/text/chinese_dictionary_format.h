#pragma once

#include <array>
#include <cstdint>

namespace theta::text {

/// Layout of the packed Chinese dictionary: this header, then the arrays in the order of its counts, without
/// gaps. Everything is little-endian and lies so that the file can be used where it is mapped.
///
///   double   weights[weights]        log probability of a word; entry 0 is unused
///   uint64_t frequencies[weights]    what the weights are made of
///   Emission emissions[emissions]    row 0 stands for characters that the model has never seen
///   Node     nodes[nodes]            a double array; node 0 is the root
///   Character characters[characters] by code point
struct ChineseDictionaryHeader {
  static constexpr std::array<char, 8> kMagic = {'T', 'H', 'T', 'A', 'Z', 'H', 'D', '2'};

  std::array<char, 8> magic = kMagic;
  uint32_t weights = 0;
  uint32_t emissions = 0;
  uint32_t nodes = 0;
  uint32_t characters = 0;
  uint64_t total = 0;         ///< sum of the frequencies of all lines of the word list
  double unknown_weight = 0;  ///< of a single character that is no word
  std::array<double, 4> start = {};
  std::array<std::array<double, 4>, 4> transition = {};  ///< [from][to]
};

/// States of the hidden Markov model: begin, middle, end of a word, single-character word. The order is that
/// of the letters B, E, M, S, by which equal probabilities are decided (the later letter wins).
enum HmmState : uint8_t { kBegin, kEnd, kMiddle, kSingle };
constexpr std::array<char, 4> kHmmStateNames = {'B', 'E', 'M', 'S'};

/// What impossible events count for, as jieba's tables have it.
constexpr double kImpossible = -3.14e100;

/// One node of the trie. The child by `symbol` is node base + symbol if that node's `symbol` is the same:
/// bases are unique, so no other node can lie there under the same symbol. A leaf has a negative base.
struct DictionaryNode {
  int32_t base = -1;
  uint16_t symbol = 0;  ///< 0: free
  uint16_t weight = 0;  ///< index into weights; 0: a mere prefix of words
};

struct DictionaryCharacter {
  uint16_t symbol = 0;    ///< 0: begins no word and continues none
  uint16_t emission = 0;  ///< row of emissions
};

using DictionaryEmission = std::array<double, 4>;  ///< by HmmState

}  // namespace theta::text
