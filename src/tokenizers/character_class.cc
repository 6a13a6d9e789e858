#include "tokenizers/character_class.h"

#include <unicode/uchar.h>

#include <memory>

namespace theta::tokenizers {
namespace {

constexpr char32_t kTableSize = 0x10000;  // the Basic Multilingual Plane

bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) ||
         (c >= 0x2B820 && c <= 0x2CEAF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool is_ascii_symbol(char32_t c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

uint8_t class_by_icu(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  const uint32_t mask = U_GET_GC_MASK(code_point);
  uint8_t bits = 0;
  if ((mask & U_GC_L_MASK) != 0) bits |= kLetter;
  if ((mask & U_GC_N_MASK) != 0) bits |= kNumber;
  if ((mask & U_GC_ND_MASK) != 0) bits |= kDecimalDigit;
  if (u_isUWhiteSpace(code_point)) bits |= kSpace;
  if ((mask & U_GC_P_MASK) != 0 || is_ascii_symbol(c)) bits |= kPunctuation;
  if ((mask & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CS_MASK)) != 0 && c != '\t' && c != '\n' &&
      c != '\r') {
    bits |= kUnwanted;
  }
  if ((mask & U_GC_MN_MASK) != 0) bits |= kAccent;
  if (is_ideograph(c)) bits |= kIdeograph;
  return bits;
}

std::unique_ptr<uint8_t[]> make_table() {
  auto table = std::make_unique<uint8_t[]>(kTableSize);
  for (char32_t c = 0; c < kTableSize; ++c) table[c] = class_by_icu(c);
  return table;
}

}  // namespace

uint8_t character_class(char32_t c) {
  static const std::unique_ptr<uint8_t[]> table = make_table();
  return c < kTableSize ? table[c] : class_by_icu(c);
}

}  // namespace theta::tokenizers
