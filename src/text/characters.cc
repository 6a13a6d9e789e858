#include "text/characters.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace theta::text {
namespace {

bool in_range(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

bool is_han(char32_t c) {
  return in_range(c, 0x4E00, 0x9FFF) || in_range(c, 0x3400, 0x4DBF) || in_range(c, 0x20000, 0x323AF) ||
         in_range(c, 0xF900, 0xFAFF) || c == 0x3005 || c == 0x3007;
}

// Hiragana, Katakana and its extensions, without the middle dot U+30FB, which Chinese uses inside names.
bool is_kana(char32_t c) {
  return in_range(c, 0x3041, 0x3096) || in_range(c, 0x3099, 0x30FA) || in_range(c, 0x30FC, 0x30FF) ||
         in_range(c, 0x31F0, 0x31FF);
}

bool is_latin(char32_t c) {
  if (c < 0x250) return c >= 0xC0 ? c != 0xD7 && c != 0xF7 : c == 0xAA || c == 0xBA;
  return in_range(c, 0x250, 0x2AF) || in_range(c, 0x300, 0x36F) || in_range(c, 0x1E00, 0x1EFF) ||
         in_range(c, 0x2C60, 0x2C7F) || in_range(c, 0xA722, 0xA787) || in_range(c, 0xAB30, 0xAB64);
}

bool is_letter_mark_or_digit(char32_t c) {
  constexpr uint32_t kMask = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kMask) != 0;
}

// Variation selectors are marks by category, but say only how an emoji is drawn.
bool is_variation_selector(char32_t c) {
  return in_range(c, 0xFE00, 0xFE0F) || in_range(c, 0xE0100, 0xE01EF);
}

// Enclosing marks turn digits into key caps.
bool is_enclosing_mark(char32_t c) {
  return in_range(c, 0x20DD, 0x20E4);
}

}  // namespace

CharacterKind character_kind(char32_t c) {
  if (is_han(c)) return CharacterKind::kHan;
  if (is_latin(c)) return CharacterKind::kLatin;
  if (in_range(c, 0x2000, 0x303F) || is_variation_selector(c) || is_enclosing_mark(c)) {
    return in_range(c, 0x2C00, 0x2DFF) && is_letter_mark_or_digit(c) ? CharacterKind::kOther
                                                                     : CharacterKind::kSeparator;
  }
  if (is_kana(c)) return CharacterKind::kKana;
  return is_letter_mark_or_digit(c) ? CharacterKind::kOther : CharacterKind::kSeparator;
}

size_t count_characters(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace theta::text
