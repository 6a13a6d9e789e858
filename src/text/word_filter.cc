#include "text/word_filter.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "text/characters.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

std::string_view view(const char* begin, const char* end) {
  return {begin, end};
}

unsigned traits_of(const char* begin, const char* end) {
  unsigned traits = 0;
  for (const char* p = begin; p < end; ++p) {
    if (is_high_byte(*p)) traits |= kHasLetter | kHasWide;
    if (*p == '\'') traits |= kHasApostrophe;
    traits |= byte_class(*p) & kWordByte;
  }
  return traits;
}

// John's, they'll, who'd've: what is joined to a word without being part of it.
const char* without_clitics(const char* begin, const char* end) {
  constexpr std::array<std::string_view, 6> kClitics = {"'s", "'ll", "'d", "'re", "'ve", "'m"};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view clitic : kClitics) {
      if (!view(begin, end).ends_with(clitic)) continue;
      end -= clitic.size();
      found = true;
    }
  }
  return end;
}

// 1st, 22nd, 3rd, 90th
bool is_ordinal(std::string_view word) {
  if (word.size() < 3 || !is_digit_byte(word[word.size() - 3])) return false;
  const std::string_view suffix = word.substr(word.size() - 2);
  const bool has_suffix = suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
  return has_suffix && std::all_of(word.begin(), word.end() - 2, is_digit_byte);
}

// Parts that do not stand alone, so that what they are joined to means something else without them.
bool is_bound_prefix(std::string_view part) {
  static const WordSet prefixes(
      "anti bi co counter de eco ex extra hyper infra inter intra macro mega meta micro mid mini mis mono "
      "multi nano "
      "neo non para poly post pre pro proto pseudo quasi re semi sub super supra trans tri ultra un uni "
      "vice");
  return prefixes.contains(part);
}

bool all_digits(std::string_view part) {
  return std::all_of(part.begin(), part.end(), is_digit_byte);
}

// A compound stays whole when cutting it would leave a fragment or lose the meaning: e-mail, vis-a-vis,
// co-operation, covid-19. All others are cut.
bool stays_whole(std::string_view word) {
  if (word.size() > WordFilter::kLongestWord) return false;
  const size_t first_end = word.find('-');
  const std::string_view first = word.substr(0, first_end);
  const std::string_view last = word.substr(word.rfind('-') + 1);
  if (is_bound_prefix(first)) return true;
  size_t parts = 0;
  bool has_single = false;
  for (size_t begin = 0; begin <= word.size(); ++parts) {
    const size_t end = std::min(word.find('-', begin), word.size());
    has_single |= end - begin == 1;
    begin = end + 1;
  }
  if (parts == 2 && all_digits(last)) return first.size() > 1;
  return has_single && parts <= 3;
}

}  // namespace

WordFilter::WordFilter(const TokenizerOptions& options, const WordLists& lists, Stemmer& stemmer,
                       Tokenizer::Scratch& scratch)
    : options_(options),
      lists_(lists),
      latin_stop_(lists.latin_stop),
      stemmer_(stemmer),
      scratch_(scratch),
      tokens_(scratch.tokens),
      collects_(scratch.collect_dropped),
      has_exceptions_(collects_ || !lists.keep.empty()) {}

void WordFilter::drop_or_keep(std::string_view word, std::string_view simplified, DropReason reason) {
  if (lists_.keep.contains(word) || lists_.keep.contains(simplified)) {
    tokens_.push_back(word);
  } else if (collects_) {
    note(word, reason);
  }
}

void WordFilter::add_uncommon(char* begin, char* end, unsigned traits) {
  if ((traits & kHasApostrophe) != 0) {
    if (latin_stop_.contains(view(begin, end))) return drop(view(begin, end), DropReason::kStopWord);
    end = begin + (without_clitics(begin, end) - begin);
  }
  if ((traits & kHasHyphen) != 0) return add_compound(begin, end, traits);
  add_simple(begin, end, traits);
}

void WordFilter::add_compound(char* begin, char* end, unsigned traits) {
  if ((traits & kHasLetter) != 0 && stays_whole(view(begin, end))) return push(begin, end, traits);
  while (begin < end) {
    char* const part_end = std::find(begin, end, '-');
    const unsigned part_traits = traits_of(begin, part_end);
    if (part_traits != 0) add_word(begin, part_end, part_traits);
    begin = part_end + 1;
  }
}

void WordFilter::add_simple(char* begin, char* end, unsigned traits) {
  if ((traits & kHasLetter) == 0 || is_ordinal(view(begin, end))) return add_number(view(begin, end));
  push(begin, end, traits);
}

void WordFilter::add_number(std::string_view number) {
  if (!options_.keep_numbers) return drop(number, DropReason::kNumber);
  if (number.size() < options_.min_characters) return drop(number, DropReason::kTooShort);
  if (lists_.user_stop.contains(number)) return drop(number, DropReason::kStopWord);
  tokens_.push_back(number);
}

void WordFilter::push(char* begin, char* end, unsigned traits) {
  const std::string_view word = view(begin, end);
  push(begin, end, (traits & kHasWide) != 0 ? count_characters(word) : word.size(), traits);
}

// The stem takes the place of the word in the text; codes and words with letters beyond ASCII stay as they
// are.
std::string_view WordFilter::stemmed(char* begin, char* end, unsigned traits) {
  const std::string_view word = view(begin, end);
  if ((traits & (kHasWide | kHasDigit)) != 0 || lists_.keep.contains(word)) return word;
  const std::string_view stem = stemmer_.stem(word);
  const size_t length = std::min(stem.size(), word.size());
  std::memcpy(begin, stem.data(), length);
  return word.substr(0, length);
}

void WordFilter::add_chinese(std::string_view word, std::string_view simplified) {
  const auto drop_chinese = [&](DropReason reason) {
    if (has_exceptions_) drop_or_keep(word, simplified, reason);
  };
  if (count_characters(word) < options_.min_characters) return drop_chinese(DropReason::kTooShort);
  const bool is_stop_word = lists_.chinese_stop.contains(word) ||
                            (word.data() != simplified.data() && lists_.chinese_stop.contains(simplified));
  if (is_stop_word) return drop_chinese(DropReason::kStopWord);
  tokens_.push_back(word);
}

void WordFilter::add_other(std::string_view word, bool is_number) {
  if (is_number && !options_.keep_numbers) return drop(word, DropReason::kNumber);
  const size_t length = count_characters(word);
  if (length < options_.min_characters || length > kLongestWord) return drop_by_length(word, length);
  if (lists_.user_stop.contains(word)) return drop(word, DropReason::kStopWord);
  tokens_.push_back(word);
}

void WordFilter::add_term(std::string_view term) {
  if (count_characters(term) < options_.min_characters) return drop(term, DropReason::kTooShort);
  if (latin_stop_.contains(term)) return drop(term, DropReason::kStopWord);
  tokens_.push_back(term);
}

void WordFilter::add_segmented(char* begin, char* end, std::string_view simplified) {
  const std::string_view word = view(begin, end);
  bool has_han = false;
  bool has_letter = false;
  bool has_digit = false;
  bool has_only_plain_letters = true;
  for (const char* p = begin; p < end;) {
    const uint8_t type = byte_class(*p);
    const CharacterKind kind =
        is_high_byte(*p) ? character_kind(next_code_point(p)) : (++p, CharacterKind::kSeparator);
    has_han |= kind == CharacterKind::kHan;
    has_letter |= (type & kLetterByte) != 0 || kind != CharacterKind::kSeparator;
    has_digit |= (type & kDigitByte) != 0;
    has_only_plain_letters &= (type & kLetterByte) != 0;
  }
  if (has_han) return add_chinese(word, simplified);
  if (!has_letter && !has_digit) return skip(begin, end, DropReason::kNoLetter);
  if (!has_letter) return add_number(word);
  push(begin, end, count_characters(word), has_only_plain_letters ? kHasLetter : kHasLetter | kHasWide);
}

void WordFilter::drop_from(const char* position) {
  while (!tokens_.empty() && tokens_.back().data() >= position) tokens_.pop_back();
  while (collects_ && !scratch_.dropped.empty() && scratch_.dropped.back().text.data() >= position) {
    scratch_.dropped.pop_back();
  }
}

}  // namespace theta::text
