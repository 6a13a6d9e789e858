#include "text/language.h"

#include <cstring>

#include "text/characters.h"
#include "text/chinese_script.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

/// Counts the letters of the ASCII bytes at `p`, eight at a time, and moves p behind them: to the first eight
/// that hold another byte, or are not whole.
uint64_t count_ascii_letters(const char*& p, const char* end) {
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  constexpr uint64_t kTopBits = kOnes * 0x80;
  uint64_t letters = 0;
  for (; end - p >= 8; p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    if ((word & kTopBits) != 0) break;
    word |= kOnes * 0x20;  // A-Z becomes a-z, and nothing else becomes a letter
    const uint64_t from_a = word + kOnes * (0x80 - 'a');
    const uint64_t past_z = word + kOnes * (0x80 - 'z' - 1);
    // One bit a byte at most: their sum fits the top byte of the product.
    letters += ((from_a & ~past_z & kTopBits) >> 7) * kOnes >> 56;
  }
  return letters;
}

}  // namespace

std::string_view language_code(Language language) {
  switch (language) {
    case Language::kUnknown:
      return "";
    case Language::kEnglish:
      return "en";
    case Language::kChinese:
      return "zh";
    case Language::kOther:
      return "other";
  }
  return "";
}

ScriptCounts count_scripts(std::string_view utf8) {
  ScriptCounts counts;
  const ChineseScriptTraits traits;
  unsigned seen_traits = 0;
  const char* const end = utf8.data() + utf8.size();
  for (const char* p = utf8.data(); p < end;) {
    counts.latin += count_ascii_letters(p, end);
    for (; p < end && !is_high_byte(*p); ++p) counts.latin += byte_class(*p) & kLetterByte;
    if (p == end) break;
    const char32_t c = next_code_point(p);
    switch (character_kind(c)) {
      case CharacterKind::kLatin:
        ++counts.latin;
        break;
      case CharacterKind::kHan:
        ++counts.han;
        seen_traits |= traits.of(c);
        break;
      case CharacterKind::kKana:
        ++counts.kana;
        break;
      case CharacterKind::kOther:
        ++counts.other;
        break;
      case CharacterKind::kSeparator:
        break;
    }
  }
  counts.has_traditional_forms = (seen_traits & kHasSimplified) != 0;
  return counts;
}

bool is_japanese(const ScriptCounts& counts) {
  return counts.kana > 2 && 8 * counts.kana > counts.han + counts.kana;
}

Language guess_language(const ScriptCounts& counts) {
  const bool japanese = is_japanese(counts);
  const uint64_t chinese = japanese ? 0 : 2 * counts.han;
  const uint64_t other = counts.other + (japanese ? 2 * (counts.han + counts.kana) : counts.kana);
  if (chinese + counts.latin + other == 0) return Language::kUnknown;
  if (chinese >= counts.latin && chinese >= other) return Language::kChinese;
  return counts.latin >= other ? Language::kEnglish : Language::kOther;
}

}  // namespace theta::text
