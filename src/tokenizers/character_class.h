#pragma once

#include <cstdint>

namespace theta::tokenizers {

/// What pre-tokenisers and normalisers ask of a character: a set of bits. Categories of Unicode 15, by ICU.
enum CharacterClass : uint8_t {
  kLetter = 1,       ///< \p{L}
  kNumber = 2,       ///< \p{N}
  kSpace = 4,        ///< property White_Space
  kPunctuation = 8,  ///< \p{P}, and all ASCII symbols, which BERT counts among them
  kUnwanted = 16,    ///< \p{Cc}, \p{Cf}, \p{Co}, \p{Cs} but tab, line feed and carriage return
  kAccent = 32,      ///< \p{Mn}
  kIdeograph = 64,   ///< the blocks of Chinese characters that BERT sets apart
  kDecimalDigit = 128,
};

/// The classes of a code point up to U+10FFFF.
uint8_t character_class(char32_t c);

}  // namespace theta::tokenizers
