#pragma once

#include <cstdint>
#include <string_view>

namespace theta::text {

/// What a period behind an English word says of the sentence.
enum class Abbreviation : uint8_t {
  kNone,          ///< the word is no abbreviation
  kNeverLast,     ///< something always follows: Mr., Prof., e.g.
  kBeforeNumber,  ///< an abbreviation only before a number: No. 5, Fig. 3
  kMayBeLast,     ///< Inc., Jr., Jan.: the next word must tell
};

/// `word` in lower case, without its last period.
Abbreviation abbreviation(std::string_view word);

/// Words that often begin a sentence and hardly ever follow an abbreviation inside one; in lower case.
bool often_begins_a_sentence(std::string_view word);

}  // namespace theta::text
