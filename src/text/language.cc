#include "text/language.h"

#include "text/characters.h"
#include "text/utf8.h"

namespace theta::text {

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
  const char* const end = utf8.data() + utf8.size();
  for (const char* p = utf8.data(); p < end;) {
    for (; p < end && !is_high_byte(*p); ++p) counts.latin += byte_class(*p) & kLetterByte;
    if (p == end) break;
    switch (character_kind(next_code_point(p))) {
      case CharacterKind::kLatin:
        ++counts.latin;
        break;
      case CharacterKind::kHan:
        ++counts.han;
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
