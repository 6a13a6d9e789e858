#include "text/user_words.h"

#include <algorithm>

#include "text/characters.h"
#include "text/embedded_data.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

// In NFKC, without control characters, and with one '_' for each stretch of white space. ASCII letters keep
// their case.
std::string spelled(std::string_view word, const TextNormalizer& normalizer) {
  std::string text;
  std::string buffer;
  normalizer.append(word, text, buffer);
  std::string joined;
  bool is_parted = false;
  for (const char c : text) {
    const bool is_blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
    if (!is_blank && is_parted && !joined.empty()) joined += '_';
    if (!is_blank) joined += c;
    is_parted = is_blank;
  }
  return joined;
}

std::string lowered(std::string word) {
  lower_ascii(word.data(), word.data() + word.size());
  return word;
}

std::string simplified(std::string word) {
  simplify_in_place(word.data(), word.data() + word.size());
  return word;
}

std::string in_script(const std::string& word, ChineseScript script) {
  if (script == ChineseScript::kAsWritten) return word;
  std::string converted;
  if (script == ChineseScript::kSimplified) append_simplified(word, converted);
  if (script == ChineseScript::kTraditional) append_traditional(word, converted);
  return converted;
}

// The words as tokens: in lower case, as written and in Simplified.
std::vector<std::string> as_tokens(const std::vector<std::string>& words, const TextNormalizer& normalizer) {
  std::vector<std::string> tokens;
  for (const std::string& word : words) {
    std::string token = lowered(spelled(word, normalizer));
    std::string other = simplified(token);
    if (other != token) tokens.push_back(std::move(other));
    tokens.push_back(std::move(token));
  }
  return tokens;
}

enum class Kind { kChinese, kPlain, kTerm };

// Which part of the tokenizer finds the word.
Kind kind_of(std::string_view word) {
  bool has_han = false;
  bool is_plain = true;  // of letters and digits that part words
  bool is_chinese = true;
  for (const char* p = word.data(); p < word.data() + word.size();) {
    const bool is_ascii_word = is_word_byte(*p);
    const bool is_high = is_high_byte(*p);
    const char32_t c = next_code_point(p);
    const bool is_han = c >= 0x4E00 && c <= 0x9FD5;
    has_han |= is_han;
    is_chinese &= is_han || is_ascii_word;
    is_plain &= is_ascii_word || (is_high && character_kind(c) == CharacterKind::kLatin);
  }
  if (has_han && is_chinese) return Kind::kChinese;
  return is_plain ? Kind::kPlain : Kind::kTerm;
}

// A hyphen or underscore is a gap between two parts of a term; at its ends it would be a gap to nothing.
std::string without_outer_gaps(const std::string& term) {
  const size_t begin = term.find_first_not_of("-_");
  return begin == std::string::npos ? std::string()
                                    : term.substr(begin, term.find_last_not_of("-_") + 1 - begin);
}

class Sorter {
 public:
  Sorter(const TextNormalizer& normalizer, ChineseScript script) : normalizer_(normalizer), script_(script) {}

  void add(const DictionaryWord& entry) {
    const std::string word = without_outer_gaps(spelled(entry.word, normalizer_));
    std::string for_segmenter = simplified(word);
    const Kind kind = kind_of(for_segmenter);
    if (kind != Kind::kPlain && entry.frequency != 0u) {
      terms_.push_back(lowered(word));
      if (kind == Kind::kTerm) terms_.push_back(lowered(in_script(word, script_)));
    }
    if (kind == Kind::kChinese) chinese_.push_back({std::move(for_segmenter), entry.frequency});
  }

  const std::vector<DictionaryWord>& chinese() const { return chinese_; }
  const std::vector<std::string>& terms() const { return terms_; }

 private:
  const TextNormalizer& normalizer_;
  ChineseScript script_;
  std::vector<DictionaryWord> chinese_;
  std::vector<std::string> terms_;
};

}  // namespace

Result<WordList> token_list(const std::vector<std::string>& words) {
  THETA_ASSIGN(const TextNormalizer normalizer, TextNormalizer::create());
  return WordList({}, as_tokens(words, normalizer));
}

bool holds_word(const WordList& list, std::string_view token) {
  return !list.empty() && (list.contains(token) || list.contains(simplified(std::string(token))));
}

UserWords prepare_user_words(const TokenizerOptions& options, const TextNormalizer& normalizer) {
  UserWords words;
  const std::vector<std::string> stop = as_tokens(options.stop_words, normalizer);
  const std::string_view none;
  words.lists.latin_stop = WordList(options.keep_stop_words ? none : embedded_english_stop_words(), stop);
  words.lists.chinese_stop = WordList(options.keep_stop_words ? none : embedded_chinese_stop_words(), stop);
  words.lists.user_stop = WordList(none, stop);
  words.lists.keep = WordList(none, as_tokens(options.keep_words, normalizer));
  if (options.segmented) return words;
  Sorter sorter(normalizer, options.chinese_script);
  for (const DictionaryWord& entry : options.dictionary) sorter.add(entry);
  for (const std::string& word : options.keep_words) sorter.add({word, std::nullopt});
  words.terms = TermMatcher(sorter.terms());
  if (sorter.chinese().empty()) return words;
  words.dictionary =
      std::make_unique<UserDictionary>(ChineseDictionary(embedded_chinese_dictionary()), sorter.chinese());
  words.segmenter = std::make_unique<ChineseSegmenter>(*words.dictionary);
  return words;
}

}  // namespace theta::text
