#pragma once

#include <string_view>

namespace theta::text {

/// Files that are part of the executable's read-only pages (embedded_data.S.in).
/// Function words, as WordSet reads them: of English in lower case (contractions with a straight apostrophe),
/// of Chinese in Simplified.
std::string_view embedded_english_stop_words();
std::string_view embedded_chinese_stop_words();

/// The packed dictionary and hidden Markov model (chinese_dictionary.h); 64-byte aligned.
std::string_view embedded_chinese_dictionary();

/// The packed conversions between Simplified and Traditional (chinese_script.cc); 64-byte aligned.
std::string_view embedded_chinese_scripts();

}  // namespace theta::text
