#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/chinese_script_format.h"

namespace theta::text {

/// Which characters Chinese words are written in.
enum class ChineseScript : uint8_t {
  kAsWritten,
  kSimplified,
  kTraditional,  ///< the forms of Taiwan
};

/// "as-written", "simplified", "traditional".
std::string_view chinese_script_name(ChineseScript script);

/// The bits of ChineseScriptTrait by character.
class ChineseScriptTraits {
 public:
  ChineseScriptTraits();
  /// 0 for what is no Han character of the Unified Ideographs or Extension A.
  uint8_t of(char32_t c) const {
    const char32_t position = c - kFirstTraitCharacter;
    return position < kTraitCharacters ? traits_[position] : uint8_t{0};
  }

 private:
  const uint8_t* traits_;
};

/// Characters that only one script has.
struct ChineseScriptCounts {
  uint64_t simplified = 0;
  uint64_t traditional = 0;
};
ChineseScriptCounts count_chinese_scripts(std::string_view utf8);

/// Appends the text as OpenCC's t2s writes it. `utf8` must be valid UTF-8. Time is linear.
void append_simplified(std::string_view utf8, std::string& out);

/// Appends the text as OpenCC's t2s and then its s2tw write it: words that Traditional text spells in several
/// ways (U+7232 and U+70BA) get one spelling.
void append_traditional(std::string_view utf8, std::string& out);

/// As append_simplified(), in place, so that every character keeps its position. A character whose Simplified
/// form takes another number of bytes stays as it is; those are beyond U+FFFF and in no dictionary.
void simplify_in_place(char* begin, char* end);

}  // namespace theta::text
