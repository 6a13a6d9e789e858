#include "tokenizers/word_scanner.h"

#include <limits>

#include "text/utf8.h"
#include "tokenizers/character_class.h"

namespace theta::tokenizers {
namespace {

/// A place in the text and the character there.
struct Place {
  const char* at;
  const char* end;
  const char* next;
  char32_t c = 0;
  uint8_t bits = 0;

  Place(const char* begin, const char* text_end) : at(begin), end(text_end), next(begin) { look(); }
  bool more() const { return at < end; }
  bool has(int wanted) const { return more() && (bits & wanted) != 0; }
  void advance() {
    at = next;
    look();
  }

 private:
  void look() {
    bits = 0;
    c = 0;
    if (!more()) return;
    next = at;
    c = text::next_code_point(next);
    bits = character_class(c);
  }
};

constexpr int kWordLike = kLetter | kNumber;
constexpr int kNotSymbol = kSpace | kLetter | kNumber;

bool is_line_end(char32_t c) {
  return c == '\r' || c == '\n';
}

void skip(Place& place, int wanted, size_t most = std::numeric_limits<size_t>::max()) {
  for (size_t i = 0; i < most && place.has(wanted); ++i) place.advance();
}

char folded(const char* p, bool any_case) {
  const char c = *p;
  return any_case && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Length of 's 't 'm 'd 're 've 'll at the front, else 0.
size_t contraction(const char* p, const char* end, bool any_case) {
  if (*p != '\'' || end - p < 2) return 0;
  const char first = folded(p + 1, any_case);
  if (first == 's' || first == 't' || first == 'm' || first == 'd') return 2;
  if (end - p < 3) return 0;
  const char second = folded(p + 2, any_case);
  const bool known =
      (first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l');
  return known ? 3 : 0;
}

/// White space from `begin`: up to its last line end (newer rule); else all but the last character, which
/// belongs to the word that follows; all of it where nothing follows or it is a single character.
const char* end_of_space(const WordRule& rule, Place place) {
  const char* last = place.at;
  const char* after_line_end = nullptr;
  size_t count = 0;
  for (; place.has(kSpace); place.advance(), ++count) {
    last = place.at;
    if (is_line_end(place.c)) after_line_end = place.next;
  }
  if (rule.newer && after_line_end != nullptr) return after_line_end;
  return place.more() && count > 1 ? last : place.at;
}

const char* end_of_symbols(const WordRule& rule, Place place) {
  while (place.more() && (place.bits & kNotSymbol) == 0) place.advance();
  if (rule.newer) {
    while (place.more() && is_line_end(place.c)) place.advance();
  }
  return place.at;
}

const char* newer_end(const WordRule& rule, const Place& start) {
  Place place = start;
  if (place.has(kLetter)) {
    skip(place, kLetter);
    return place.at;
  }
  if ((start.bits & kNumber) != 0) {
    skip(place, kNumber, rule.longest_number);
    return place.at;
  }
  place.advance();
  if (!is_line_end(start.c) && place.has(kLetter)) {
    skip(place, kLetter);
    return place.at;
  }
  if ((start.bits & kSpace) == 0) return end_of_symbols(rule, start);
  if (start.c == ' ' && place.more() && (place.bits & kNotSymbol) == 0) return end_of_symbols(rule, place);
  return end_of_space(rule, start);
}

const char* older_end(const WordRule& rule, const Place& start) {
  Place place = start;
  if (start.c == ' ') place.advance();
  if (!place.more()) return end_of_space(rule, start);
  if (place.has(kWordLike)) {
    skip(place, place.bits & kWordLike);
    return place.at;
  }
  if ((place.bits & kSpace) == 0) return end_of_symbols(rule, place);
  return end_of_space(rule, start);
}

}  // namespace

size_t end_of_word(const WordRule& rule, std::string_view text, size_t begin) {
  const char* const p = text.data() + begin;
  const char* const end = text.data() + text.size();
  if (const size_t length = contraction(p, end, rule.newer); length > 0) return begin + length;
  const Place start(p, end);
  const char* const stop = rule.newer ? newer_end(rule, start) : older_end(rule, start);
  return static_cast<size_t>(stop - text.data());
}

}  // namespace theta::tokenizers
