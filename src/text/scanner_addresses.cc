#include <algorithm>
#include <array>

#include "text/characters.h"
#include "text/scanner.h"
#include "text/utf8.h"

// What looks like words and is none: addresses, mentions, markup, placeholders.

namespace theta::text {
namespace {

// RFC 3986 without quotes, which more often surround an address than belong to it.
bool is_url_byte(char c) {
  return is_word_byte(c) ||
         (c != '\0' && std::string_view("-._~:/?#[]@!$&()*+,;=%").find(c) != std::string_view::npos);
}

bool is_local_part_byte(char c) {
  return is_word_byte(c) || (c != '\0' && std::string_view("._%+-").find(c) != std::string_view::npos);
}

bool is_host_byte(char c) {
  return is_word_byte(c) || c == '.' || c == '-';
}

// Top-level domains of bare host names (without http://) that are not words of everyday text as well.
bool is_top_level_domain(std::string_view label) {
  static const WordSet domains(
      "arpa au biz br ca ch cn com cz de dk edu es eu fi fr gov hk info int io jp kr mil net nl nz org pl pt "
      "ru se "
      "sg tw uk uucp bitnet");
  return domains.contains(label);
}

constexpr ptrdiff_t kLongestHost = 253;      // RFC 1035
constexpr ptrdiff_t kLongestLocalPart = 64;  // RFC 5321
constexpr size_t kLongestMention = 30;       // in characters; Weibo's and Twitter's limits lie below
constexpr size_t kLongestPlaceholder = 40;

// Length of "{{NAME}}", by which data sets mask what they must not show; 0 when there is none.
size_t placeholder_length(std::string_view text) {
  if (!text.starts_with("{{")) return 0;
  const size_t end = text.substr(0, kLongestPlaceholder).find("}}");
  if (end == std::string_view::npos) return 0;
  const std::string_view name = text.substr(2, end - 2);
  const bool is_name =
      std::all_of(name.begin(), name.end(), [](char c) { return is_word_byte(c) || c == '_' || c == ' '; });
  return is_name ? end + 2 : 0;
}

}  // namespace

// Called where a word stopped at a byte that may tell that it is no word, or not only one. True: position_
// has been moved, and all that is to be kept of it has been added.
bool Scanner::is_no_word(char* begin, unsigned traits, uint8_t stopped_by) {
  if (stopped_by == kHighByte) {
    const char* p = position_;
    const bool joins_han = traits != 0 && (traits & ~unsigned{kHasLetter | kHasDigit}) == 0 &&
                           !setting_.han_by_icu && position_ - begin <= 32 &&
                           character_kind(next_code_point(p)) == CharacterKind::kHan;
    if (joins_han) scan_han(begin);
    return joins_han;
  }
  const std::string_view rest(position_, static_cast<size_t>(end_ - position_));
  switch (*position_) {
    case '@':
      if (!is_word_byte(position_[1])) return false;
      skip_email(begin);
      return true;
    case ':':
      if (!rest.starts_with("://") || (traits & kHasLetter) == 0) return false;
      skip_url();
      filter_.skip(begin, position_, DropReason::kAddress);
      return true;
    case '.':
      return skip_domain(begin);
    case '+':
    case '#':
      return keep_programming_language(begin);
    default:
      return false;
  }
}

void Scanner::skip_url() {
  while (position_ < end_ && is_url_byte(*position_)) ++position_;
}

// The part before the sign may already have given tokens: "first.last@host".
void Scanner::skip_email(char* begin) {
  char* local = begin;
  while (local > begin_ && position_ - local < kLongestLocalPart && is_local_part_byte(local[-1])) --local;
  filter_.drop_from(local);
  ++position_;
  while (position_ < end_ && is_host_byte(*position_)) ++position_;
  filter_.skip(local, position_, DropReason::kAddress);
}

// position_ is at the first point of a possible host name that starts at `begin`.
bool Scanner::skip_domain(char* begin) {
  if (position_ < no_domain_before_ || !is_word_byte(position_[1])) return false;
  char* p = position_;
  while (p < end_ && is_host_byte(*p) && p - begin < kLongestHost) ++p;
  char* host_end = p;
  while (host_end[-1] == '.' || host_end[-1] == '-') --host_end;
  const std::string_view host(begin, static_cast<size_t>(host_end - begin));
  const bool is_www = host.starts_with("www.");
  if (*p == '@' || (!is_www && !is_top_level_domain(host.substr(host.rfind('.') + 1)))) {
    no_domain_before_ = p;
    return false;
  }
  position_ = host_end;
  if (*position_ == '/' || *position_ == ':' || *position_ == '?') skip_url();
  filter_.skip(begin, position_, DropReason::kAddress);
  return true;
}

// c++, c#, f#: one letter and a sign at the end of a word.
bool Scanner::keep_programming_language(char* begin) {
  if (position_ - begin != 1 || !is_letter_byte(*begin)) return false;
  char* const end = *position_ == '#' ? position_ + 1 : position_ + 2;
  if (end > end_ || end[-1] != *position_ || is_word_byte(*end)) return false;
  filter_.add_word(begin, end, kHasLetter);
  position_ = end;
  return true;
}

void Scanner::scan_markup() {
  const auto offset = static_cast<size_t>(position_ - begin_);
  const std::string_view text(begin_, static_cast<size_t>(end_ - begin_));
  char* const begin = position_;
  switch (*position_) {
    case '<':
      position_ = begin_ + std::max(tags_.end_of_tag(offset), offset + 1);
      break;
    case '{':
      position_ += std::max<size_t>(placeholder_length(text.substr(offset)), 1);
      break;
    case kTermMark:
      return scan_term();
    default:
      skip_mention();
      if (position_ > begin + 1) filter_.skip(begin, position_, DropReason::kMention);
      return;
  }
  if (position_ > begin + 1) filter_.skip(begin, position_, DropReason::kMarkup);
}

// The match becomes its token, in place; what is left of it becomes blanks.
void Scanner::scan_term() {
  const auto offset = static_cast<size_t>(position_ - begin_);
  const auto matches = setting_.matches;
  while (next_match_ < matches.size() && matches[next_match_].begin < offset) ++next_match_;  // in markup
  if (next_match_ == matches.size() || matches[next_match_].begin > offset) {
    ++position_;  // a control character of the text itself
    return;
  }
  const TermMatcher::Match& match = matches[next_match_++];
  const std::string_view token = setting_.terms.token(match.term);
  char* const end = begin_ + match.end;
  std::fill(std::copy(token.begin(), token.end(), position_), end, ' ');
  filter_.add_term({position_, token.size()});
  position_ = end;
}

// "@name" is dropped; "{@Some Name@}" is a data set's mark around a name, and "me @ home" no mention.
void Scanner::skip_mention() {
  const bool is_marked_name = position_ > begin_ && (position_[-1] == '{' || is_word_byte(position_[-1]));
  ++position_;
  if (is_marked_name) return;
  for (size_t i = 0; i < kLongestMention && position_ < end_; ++i) {
    const char* p = position_;
    const bool in_name =
        is_word_byte(*p) || *p == '_' ||
        (is_high_byte(*p) && character_kind(next_code_point(p)) != CharacterKind::kSeparator);
    if (!in_name) return;
    p = position_;
    next_code_point(p);
    position_ += p - position_;
  }
}

}  // namespace theta::text
