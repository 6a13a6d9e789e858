#pragma once

#include <string_view>
#include <vector>

#include "text/stemmer.h"
#include "text/tokenizer.h"
#include "text/word_list.h"

namespace theta::text {

/// What a word found by the scanner is made of: a set of bits (the first two as ByteClass has them).
enum WordTrait : uint8_t {
  kHasLetter = 1,
  kHasDigit = 2,
  kHasApostrophe = 4,
  kHasHyphen = 8,
  kHasWide = 16,  ///< a character beyond ASCII
};

/// The lists by which words are dropped and kept, in the form of tokens.
struct WordLists {
  WordList latin_stop;    ///< built in and the user's
  WordList chinese_stop;  ///< as well, and the user's in Simplified
  WordList user_stop;     ///< for other scripts
  WordList keep;          ///< as the user wrote them and in Simplified
};

/// Decides which words become tokens, and in which form: clitics, compounds, numbers, stop words, length,
/// stems. docs/text.md, "English words", numbers the rules.
class WordFilter {
 public:
  /// Appends to the tokens of `scratch`, which outlives the filter.
  WordFilter(const TokenizerOptions& options, const WordLists& lists, Stemmer& stemmer,
             Tokenizer::Scratch& scratch);

  /// A word of a spaced script in lower case, in memory that may be written (stems replace words in place).
  [[gnu::always_inline]] void add_word(char* begin, char* end, unsigned traits) {
    if (traits == kHasLetter) {
      push(begin, end, static_cast<size_t>(end - begin), traits);
    } else {
      add_uncommon(begin, end, traits);
    }
  }

  /// A word that holds Han characters. `simplified` is the same word, at another place, when the text may
  /// hold Traditional characters; else `word` itself.
  void add_chinese(std::string_view word, std::string_view simplified);

  /// A word of another script, as ICU found it.
  void add_other(std::string_view word, bool is_number);

  /// A term of the user, which is a word whatever it is made of.
  void add_term(std::string_view term);

  /// A word that the text itself sets apart, of any script. `simplified` as for add_chinese().
  void add_segmented(char* begin, char* end, std::string_view simplified);

  /// Notes that a piece of text is no word at all.
  void skip(const char* begin, const char* end, DropReason reason) {
    if (collects_) note({begin, static_cast<size_t>(end - begin)}, reason);
  }

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
  [[gnu::always_inline]] void push(char* begin, char* end, size_t length, unsigned traits) {
    const std::string_view word(begin, static_cast<size_t>(end - begin));
    if (length < options_.min_characters || length > kLongestWord) return drop_by_length(word, length);
    if (latin_stop_.contains(word)) return drop(word, DropReason::kStopWord);
    tokens_.push_back(options_.stem ? stemmed(begin, end, traits) : word);
  }
  std::string_view stemmed(char* begin, char* end, unsigned traits);

  // Not to be dropped are the words of the keep list.
  void drop(std::string_view word, DropReason reason) {
    if (has_exceptions_) drop_or_keep(word, word, reason);
  }
  void drop_by_length(std::string_view word, size_t length) {
    drop(word, length > kLongestWord ? DropReason::kTooLong : DropReason::kTooShort);
  }
  void drop_or_keep(std::string_view word, std::string_view simplified, DropReason reason);
  void note(std::string_view text, DropReason reason) { scratch_.dropped.push_back({text, reason}); }

  const TokenizerOptions& options_;
  const WordLists& lists_;
  const WordList& latin_stop_;
  Stemmer& stemmer_;
  Tokenizer::Scratch& scratch_;
  std::vector<std::string_view>& tokens_;
  const bool collects_;
  const bool has_exceptions_;  // a word that is dropped has to be looked at again
};

}  // namespace theta::text
