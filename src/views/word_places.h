#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::views {

/// Where a word stands in a text: bytes [begin, end). Empty: it was not found.
struct WordPlace {
  size_t begin = 0;
  size_t end = 0;
};

/// Finds the words that a tokenizer made of a text, in their order, in the text as it was written: [words].
/// Words are looked for in the spelling in which they are compared (NFKC, lower case), each behind the one
/// before; a stem stands for the word that begins with it, a joined phrase for its parts and what lies
/// between them. Words that the tokenizer spells otherwise (converted scripts, resolved character references)
/// may go unfound.
Result<std::vector<WordPlace>> find_words(std::string_view utf8, std::span<const std::string_view> words);

}  // namespace theta::views
