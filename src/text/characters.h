#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace theta::text {

/// What a byte of UTF-8 text means to the scanner: a set of bits.
enum ByteClass : uint8_t {
  kSeparatorByte = 0,
  kLetterByte = 1,     ///< ASCII letter
  kDigitByte = 2,      ///< ASCII digit
  kJoinerByte = 4,     ///< may join two parts of a word: ' and -
  kAfterWordByte = 8,  ///< may give the word before it another meaning: @ : . , + #
  kMarkupByte = 16,    ///< may begin something that is no text: @ < {; or kTermMark
  kHighByte = 32,      ///< part of a character beyond ASCII
  kWordByte = kLetterByte | kDigitByte,
};

/// Stands where a term of the user begins, once a TermMatcher has found it.
inline constexpr char kTermMark = '\x01';

constexpr std::array<uint8_t, 256> make_byte_classes() {
  std::array<uint8_t, 256> classes = {};
  for (unsigned c = 0x80; c < 256; ++c) classes[c] = kHighByte;
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kDigitByte;
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 'a' + 'A'] = kLetterByte;
  for (const unsigned char c : std::string_view("'-")) classes[c] = kJoinerByte;
  for (const unsigned char c : std::string_view(":.,+#")) classes[c] = kAfterWordByte;
  for (const unsigned char c : std::string_view("<{")) classes[c] = kMarkupByte;
  classes['@'] = kAfterWordByte | kMarkupByte;
  classes[kTermMark] = kMarkupByte;
  return classes;
}
inline constexpr std::array<uint8_t, 256> kByteClasses = make_byte_classes();

inline uint8_t byte_class(char c) {
  return kByteClasses[static_cast<unsigned char>(c)];
}
inline bool is_word_byte(char c) {
  return (byte_class(c) & kWordByte) != 0;
}
inline bool is_digit_byte(char c) {
  return (byte_class(c) & kDigitByte) != 0;
}
inline bool is_letter_byte(char c) {
  return (byte_class(c) & kLetterByte) != 0;
}
inline bool is_high_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// Number of letters a-z at the front of the 8 bytes at `p`, all of which must be readable.
inline size_t lower_letters_of_8(const char* p) {
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  uint64_t bytes;
  std::memcpy(&bytes, p, 8);
  // The top bit of a byte's sum tells whether its low seven bits reach 'a', or pass 'z'.
  const uint64_t low = bytes & (kOnes * 0x7F);
  const uint64_t letters = (low + kOnes * (0x80 - 'a')) & ~(low + kOnes * (0x80 - 'z' - 1)) & ~bytes;
  const uint64_t others = ~letters & (kOnes * 0x80);
  return others == 0 ? 8 : static_cast<size_t>(__builtin_ctzll(others)) / 8;
}

/// How the words of a character's script are found.
enum class CharacterKind : uint8_t {
  kSeparator,
  kLatin,  ///< a letter of the Latin script or a combining mark: words stand between separators
  kHan,    ///< cut by ChineseSegmenter
  kKana,   ///< makes a text Japanese
  kOther,  ///< letter, mark or digit of any other script: words by ICU
};

/// Kind of a character at or above U+0080.
CharacterKind character_kind(char32_t c);

/// Number of characters of valid UTF-8.
size_t count_characters(std::string_view utf8);

}  // namespace theta::text
