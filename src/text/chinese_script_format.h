#pragma once

#include <array>
#include <cstdint>

#include "text/chinese_dictionary_format.h"

namespace theta::text {

/// Layout of the packed conversions between Simplified and Traditional: this header, then for each direction
/// the arrays that its counts announce, then the traits of every Han character. Little-endian, without gaps,
/// used where it is mapped.
///
///   char32_t values[values]              what the keys become, one behind the other
///   uint32_t starts[entries + 1]         entry e becomes values[starts[e] .. starts[e + 1]); entry 0 is
///   empty DictionaryNode nodes[nodes]          a double array of the keys; `weight` is an entry, 0 for mere
///   prefixes RareSymbol rare[rare]                symbols of characters from U+10000, sorted uint16_t
///   symbols[kSymbols]           by code point; 0: begins no key and continues none
struct ChineseScriptHeader {
  static constexpr std::array<char, 8> kMagic = {'T', 'H', 'T', 'A', 'Z', 'H', 'S', '1'};
  static constexpr uint32_t kSymbols = 0x10000;

  struct Direction {
    uint32_t values = 0;
    uint32_t entries = 0;
    uint32_t nodes = 0;
    uint32_t rare = 0;
  };

  std::array<char, 8> magic = kMagic;
  Direction to_simplified;
  Direction to_traditional;
};

struct RareSymbol {
  uint32_t character = 0;
  uint16_t symbol = 0;
  uint16_t unused = 0;
};

/// What a Han character tells of the script of its text: a set of bits.
enum ChineseScriptTrait : uint8_t {
  kOnlySimplified = 1,   ///< Traditional text writes another character
  kOnlyTraditional = 2,  ///< Simplified text writes another character
  kHasSimplified = 4,    ///< the conversion to Simplified changes it where it stands alone
};

/// Han characters with traits: the Unified Ideographs and Extension A.
constexpr char32_t kFirstTraitCharacter = 0x3400;
constexpr char32_t kTraitCharacters = 0xA000 - kFirstTraitCharacter;

}  // namespace theta::text
