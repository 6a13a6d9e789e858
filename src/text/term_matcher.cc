#include "text/term_matcher.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/characters.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Letters and digits of scripts that part words by blanks; Han, kana, and the scripts of South East Asia do
// not.
bool parts_words(char32_t c) {
  if (c < 0x80) return is_word_byte(static_cast<char>(c));
  const CharacterKind kind = character_kind(c);
  if (kind == CharacterKind::kLatin) return true;
  return kind == CharacterKind::kOther &&
         u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) != U_LB_COMPLEX_CONTEXT;
}

bool parts_words_before(std::string_view text, size_t position) {
  if (position == 0) return false;
  do --position;
  while (position > 0 && (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80);
  const char* p = text.data() + position;
  return parts_words(next_code_point(p));
}

bool parts_words_at(std::string_view text, size_t position) {
  if (position >= text.size()) return false;
  const char* p = text.data() + position;
  return parts_words(next_code_point(p));
}

// Word characters on both sides: no word begins or ends here.
bool is_inside_word(std::string_view text, size_t position) {
  return parts_words_before(text, position) && parts_words_at(text, position);
}

// A term that begins with a sign does not begin inside a word either: ".net" is not in "asp.net".
bool may_begin(std::string_view text, size_t position) {
  return is_high_byte(text[position]) ? !is_inside_word(text, position) : !parts_words_before(text, position);
}

// What stands between two words of a term; `position` itself when nothing does.
size_t end_of_gap(std::string_view text, size_t position) {
  if (position < text.size() && (text[position] == '-' || text[position] == '_')) return position + 1;
  while (position < text.size() && is_blank(text[position])) ++position;
  return position;
}

// Addresses are no place for terms: "http://x.org/machine-learning".
bool is_in_address(std::string_view text, size_t position) {
  constexpr size_t kLongestAddress = 300;
  size_t begin = position;
  while (begin > 0 && position - begin < kLongestAddress && !is_blank(text[begin - 1])) --begin;
  const std::string_view before = text.substr(begin, position - begin);
  return before.find("://") != std::string_view::npos || before.find('@') != std::string_view::npos ||
         before.starts_with("www.");
}

bool is_only_han(std::string_view term) {
  for (const char* p = term.data(); p < term.data() + term.size();) {
    if (!is_high_byte(*p) || character_kind(next_code_point(p)) != CharacterKind::kHan) return false;
  }
  return true;
}

}  // namespace

TermMatcher::TermMatcher(std::span<const std::string> terms) : terms_(terms.begin(), terms.end()) {
  for (uint32_t term = 0; term < terms_.size(); ++term) {
    only_han_.push_back(is_only_han(terms_[term]));
    insert(term);
  }
}

void TermMatcher::insert(uint32_t term) {
  uint32_t node = 0;
  for (const char c : terms_[term]) {
    const char symbol = c == '-' ? kGap : c;
    uint32_t next = child(node, symbol);
    if (next == 0) {
      next = static_cast<uint32_t>(nodes_.size());
      nodes_.emplace_back();
      auto& children = nodes_[node].children;
      const std::pair<char, uint32_t> entry(symbol, next);
      children.insert(std::lower_bound(children.begin(), children.end(), entry), entry);
    }
    node = next;
  }
  if (nodes_[node].term == kNone) nodes_[node].term = term;  // of two spellings the first is the token
  first_bytes_.set(static_cast<unsigned char>(terms_[term].front()));
}

uint32_t TermMatcher::child(uint32_t node, char symbol) const {
  const auto& children = nodes_[node].children;
  const auto found = std::lower_bound(children.begin(), children.end(), std::pair(symbol, 0u));
  return found != children.end() && found->first == symbol ? found->second : 0;
}

TermMatcher::Match TermMatcher::longest_at(std::string_view text, size_t position, bool is_japanese) const {
  Match longest = {position, position, kNone};
  uint32_t node = 0;
  for (size_t at = position; at < text.size();) {
    const size_t gap_end = end_of_gap(text, at);
    node = child(node, gap_end > at ? kGap : text[at]);
    if (node == 0) break;
    at = gap_end > at ? gap_end : at + 1;
    const uint32_t term = nodes_[node].term;
    if (term == kNone || (only_han_[term] && !is_japanese) || is_inside_word(text, at)) continue;
    longest = {position, at, term};
  }
  return longest;
}

void TermMatcher::find(std::string_view text, bool is_japanese, std::vector<Match>& matches) const {
  for (size_t position = 0; position < text.size();) {
    if (!first_bytes_.test(static_cast<unsigned char>(text[position])) || !may_begin(text, position)) {
      ++position;
      continue;
    }
    const Match match = longest_at(text, position, is_japanese);
    if (match.term == kNone || is_in_address(text, position)) {
      ++position;
      continue;
    }
    matches.push_back(match);
    position = match.end;
  }
}

}  // namespace theta::text
