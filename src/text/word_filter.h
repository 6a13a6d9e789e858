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
  void add_word(char* begin, char* end, unsigned traits) {
    if (traits == kHasLetter) {
      push(begin, end, static_cast<size_t>(end - begin), traits);
    } else {
      add_uncommon(begin, end, traits);
    }
  }

  /// A word that holds Han characters.
  void add_chinese(std::string_view word);

  /// A word of another script, as ICU found it.
  void add_other(std::string_view word, bool is_number);

  /// Takes back the tokens that lie at or after `position` of the text.
  void drop_from(const char* position);

  static constexpr size_t kLongestWord = 40;  ///< in characters; beyond are codes and garbled text

 private:
  void add_uncommon(char* begin, char* end, unsigned traits);
  void add_simple(char* begin, char* end, unsigned traits);
  void add_compound(char* begin, char* end, unsigned traits);
  void add_number(std::string_view number);
  void push(char* begin, char* end, unsigned traits);

  // `length` in characters. Most words of English text end here, hence inline.
  void push(char* begin, char* end, size_t length, unsigned traits) {
    if (length < options_.min_characters || length > kLongestWord) return;
    const std::string_view word(begin, static_cast<size_t>(end - begin));
    if (!options_.keep_stop_words && english_stop_words_.contains(word)) return;
    tokens_.push_back(options_.stem ? stemmed(begin, end, traits) : word);
  }
  std::string_view stemmed(char* begin, char* end, unsigned traits);

  const TokenizerOptions& options_;
  Stemmer& stemmer_;
  std::vector<std::string_view>& tokens_;
  const WordSet& english_stop_words_;
  const WordSet& chinese_stop_words_;
};

}  // namespace theta::text
