#pragma once

#include <cstdint>
#include <string_view>

#include "text/tokenizer.h"

namespace theta::text {

/// Letters of a text by script.
struct ScriptCounts {
  uint64_t latin = 0;
  uint64_t han = 0;
  bool has_traditional_forms = false;  ///< some Han character has another form in Simplified
  uint64_t kana = 0;
  uint64_t other = 0;
};

ScriptCounts count_scripts(std::string_view utf8);

/// Han beside kana is Japanese; a stray kana in Chinese (の) is not.
bool is_japanese(const ScriptCounts& counts);

/// The language of most of the text: Chinese, English (which stands for any language in Latin letters),
/// other, or unknown when there are no letters. A Han character weighs as much as two letters.
Language guess_language(const ScriptCounts& counts);

}  // namespace theta::text
