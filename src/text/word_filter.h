#pragma once

#include <string_view>
#include <vector>

#include "text/stemmer.h"
#include "text/stop_words.h"
#include "text/tokenizer.h"

namespace theta::text {

/// What a word found by the scanner is made of: a set of bits (the first two as ByteClass has them).
enum WordTrait : uint8_t {
  kHasLetter = 1,
  kHasDigit = 2,
  kHasApostrophe = 4,
  kHasHyphen = 8,
  kHasWide = 16,  ///< a character beyond ASCII
};

/// Decides which words become tokens, and in which form: clitics, compounds, numbers, stop words, length,
/// stems. docs/text.md, "English words", numbers the rules.
class WordFilter {
 public:
  /// Appends to `tokens`, which outlives the filter.
  WordFilter(const TokenizerOptions& options, Stemmer& stemmer, std::vector<std::string_view>& tokens);

  /// A word of a spaced script in lower case, in memory that may be written (stems replace words in place).
  void add_word(char* begin, char* end, unsigned traits);

  /// A word that holds Han characters.
  void add_chinese(std::string_view word);

  /// A word of another script, as ICU found it.
  void add_other(std::string_view word, bool is_number);

  /// Takes back the tokens that lie at or after `position` of the text.
  void drop_from(const char* position);

  static constexpr size_t kLongestWord = 40;  ///< in characters; beyond are codes and garbled text

 private:
  void add_simple(char* begin, char* end, unsigned traits);
  void add_compound(char* begin, char* end, unsigned traits);
  void add_number(std::string_view number);
  void push(char* begin, char* end, unsigned traits);

  const TokenizerOptions& options_;
  Stemmer& stemmer_;
  std::vector<std::string_view>& tokens_;
  const WordSet& english_stop_words_;
  const WordSet& chinese_stop_words_;
};

}  // namespace theta::text
