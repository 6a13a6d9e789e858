#include "text/sentences.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <string>

#include "base/lower_case.h"
#include "text/abbreviations.h"
#include "text/characters.h"
#include "text/language.h"
#include "text/paragraphs.h"
#include "text/sentence_marks.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

// Longer runs of letters are no word that a list holds.
constexpr size_t kLongestListed = 16;

char32_t first_character(std::string_view utf8) {
  const char* p = utf8.data();
  return utf8.empty() ? 0 : next_code_point(p);
}

char32_t last_character(std::string_view utf8) {
  size_t begin = utf8.size();
  while (begin > 0 && (static_cast<unsigned char>(utf8[--begin]) & 0xC0) == 0x80) continue;
  return first_character(utf8.substr(begin));
}

bool is_han(char32_t c) {
  return c >= 0x80 && character_kind(c) == CharacterKind::kHan;
}

bool is_lower_letter(char32_t c) {
  return u_islower(static_cast<UChar32>(c)) != 0;
}

bool is_upper_letter(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) != 0;
}

void push_trimmed(std::string_view sentence, std::vector<std::string_view>& sentences) {
  sentence = trim_blanks(sentence);
  if (!sentence.empty()) sentences.push_back(sentence);
}

// Marks that stand together, as in "?!" or "......", and the quotes and brackets that close behind them.
struct MarkRun {
  size_t begin = 0;
  size_t end = 0;  // behind the closing quotes
  size_t periods = 0;
  size_t ellipses = 0;
  bool exclamation = false;
  bool wide = false;
};

class Rules {
 public:
  Rules(std::string_view text, std::vector<std::string_view>& sentences)
      : text_(text),
        sentences_(sentences),
        has_upper_case_(std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {}

  void run() {
    for (size_t i = 0; i < text_.size();) {
      const unsigned char byte = static_cast<unsigned char>(text_[i]);
      straight_quotes_ += byte == '"' ? 1 : 0;
      const bool may_be_mark = byte == '.' || byte == '!' || byte == '?' || byte >= 0xE2;
      if (!may_be_mark || end_mark(text_.substr(i)).length == 0) {
        ++i;
        continue;
      }
      const MarkRun marks = read_marks(i);
      i = marks.end;
      if (!ends_sentence(marks)) continue;
      push_trimmed(text_.substr(sentence_, i - sentence_), sentences_);
      sentence_ = i;
      straight_quotes_ = 0;
    }
    push_trimmed(text_.substr(sentence_), sentences_);
  }

 private:
  MarkRun read_marks(size_t begin) {
    MarkRun run;
    run.begin = run.end = begin;
    for (;;) {
      const MarkAtFront front = end_mark(text_.substr(run.end));
      if (front.length == 0) break;
      run.periods += front.mark == EndMark::kPeriod ? 1 : 0;
      run.ellipses += front.mark == EndMark::kEllipsis ? 1 : 0;
      run.exclamation = run.exclamation || front.mark == EndMark::kExclamation;
      run.wide = run.wide || front.mark == EndMark::kWide;
      run.end += front.length;
    }
    for (;;) {
      const std::string_view rest = text_.substr(run.end);
      const size_t closing = closing_mark(rest);
      if (closing == 0) return run;
      // A straight quote closes what one has opened; Chinese sets no blank before one that opens.
      if (rest[0] == '"' && straight_quotes_ % 2 == 0 && blank_length(rest.substr(1)) == 0 && rest.size() > 1)
        return run;
      straight_quotes_ += rest[0] == '"' ? 1 : 0;
      run.end += closing;
    }
  }

  bool ends_sentence(const MarkRun& run) const {
    const std::string_view rest = text_.substr(run.end);
    if (run.wide || rest.empty()) return true;
    const char32_t next = first_character(rest);
    if (is_han(last_character(text_.substr(0, run.begin)))) {
      const bool strong = run.exclamation || run.ellipses > 0 || run.periods > 1;
      return strong || is_han(next) || blank_length(rest) > 0;
    }
    if (run.ellipses > 1 || (run.exclamation && is_han(next))) return true;
    return blank_length(rest) > 0 && ends_before(run, next_word_place(run.end));
  }

  // Where the next word begins, behind blanks and opening quotes.
  size_t next_word_place(size_t i) const {
    for (;;) {
      const std::string_view rest = text_.substr(i);
      const size_t skip = std::max(blank_length(rest), opening_mark(rest));
      if (skip == 0) return i;
      i += skip;
    }
  }

  // The rules for marks before a blank.
  bool ends_before(const MarkRun& run, size_t next) const {
    const char32_t first = first_character(text_.substr(next));
    if (has_upper_case_ && is_lower_letter(first)) return false;
    if (run.exclamation || run.ellipses > 0 || run.periods > 1) return true;
    const std::string_view word = word_before(run.begin);
    const std::string lowered = word.size() <= kLongestListed ? lower_case(word) : std::string();
    const bool is_number = !word.empty() && std::all_of(word.begin(), word.end(), is_digit_byte);
    // "1. First things first"
    if (is_number && trim_blanks(text_.substr(sentence_, run.begin - sentence_)) == word) return false;
    switch (abbreviation(lowered)) {
      case Abbreviation::kNeverLast:
        return false;
      case Abbreviation::kBeforeNumber:
        return !(first >= '0' && first <= '9');
      case Abbreviation::kMayBeLast:
        return begins_sentence(next);
      case Abbreviation::kNone:
        break;
    }
    if (lowered == "a.m" || lowered == "p.m") return true;
    const bool has_inner_period = word.find('.') != std::string_view::npos;
    if (is_initial(word) || (has_inner_period && !is_digit_byte(word.front()))) return begins_sentence(next);
    return true;
  }

  std::string_view word_before(size_t end) const {
    size_t begin = end;
    const auto belongs = [](char c) { return is_word_byte(c) || is_high_byte(c) || c == '.' || c == '\''; };
    while (begin > sentence_ && belongs(text_[begin - 1])) --begin;
    std::string_view word = text_.substr(begin, end - begin);
    for (size_t mark = opening_mark(word); mark > 0; mark = opening_mark(word)) word.remove_prefix(mark);
    return word;
  }

  static bool is_initial(std::string_view word) {
    return !word.empty() && is_upper_letter(first_character(word)) &&
           first_utf8_unit(word).length == word.size();
  }

  // True when the word at `place` is one that begins sentences, and no initial like "A." itself.
  bool begins_sentence(size_t place) const {
    size_t end = place;
    while (end < text_.size() && is_letter_byte(text_[end]) && end - place <= kLongestListed) ++end;
    if (end < text_.size() && text_[end] == '.') return false;
    return often_begins_a_sentence(lower_case(text_.substr(place, end - place)));
  }

  std::string_view text_;
  std::vector<std::string_view>& sentences_;
  const bool has_upper_case_;  // where nobody uses capitals, a small letter may begin a sentence
  size_t sentence_ = 0;
  size_t straight_quotes_ = 0;  // in the sentence so far
};

}  // namespace

SentenceSplitter::~SentenceSplitter() {
  if (iterator_ != nullptr) ubrk_close(iterator_);
}

void SentenceSplitter::split(std::string_view paragraph, std::vector<std::string_view>& sentences) {
  const ScriptCounts counts = count_scripts(paragraph);
  if (guess_language(counts) == Language::kOther) {
    split_by_icu(paragraph, sentences);
  } else {
    Rules(paragraph, sentences).run();
  }
}

void SentenceSplitter::split_by_icu(std::string_view paragraph, std::vector<std::string_view>& sentences) {
  UErrorCode error = U_ZERO_ERROR;
  if (iterator_ == nullptr) iterator_ = ubrk_open(UBRK_SENTENCE, "", nullptr, 0, &error);
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, paragraph.data(), static_cast<int64_t>(paragraph.size()), &error);
  ubrk_setUText(iterator_, &text, &error);
  if (U_FAILURE(error)) {
    sentences.push_back(paragraph);
    return;
  }
  int32_t begin = ubrk_first(iterator_);
  for (int32_t end = ubrk_next(iterator_); end != UBRK_DONE; end = ubrk_next(iterator_)) {
    push_trimmed(paragraph.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin)), sentences);
    begin = end;
  }
  utext_close(&text);
}

}  // namespace theta::text
