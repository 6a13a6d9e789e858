#include "text/scanner.h"

#include "text/characters.h"
#include "text/utf8.h"

// Words and scripts; what only looks like words is in scanner_addresses.cc.

namespace theta::text {
namespace {

CharacterKind kind_at(const char* p) {
  return character_kind(next_code_point(p));
}

bool starts_han(const char* p) {
  return is_high_byte(*p) && kind_at(p) == CharacterKind::kHan;
}
bool starts_latin(const char* p) {
  return is_high_byte(*p) && kind_at(p) == CharacterKind::kLatin;
}
bool starts_word_character(const char* p) {
  return is_word_byte(*p) || starts_latin(p);
}

char* after_character(char* p) {
  const char* q = p;
  next_code_point(q);
  return p + (q - p);
}

}  // namespace

Scanner::Scanner(char* begin, char* end, const char* cased, const ScannerSetting& setting, WordFilter& filter,
                 ScannerBuffers& buffers)
    : begin_(begin),
      end_(end),
      position_(begin),
      cased_(cased),
      setting_(setting),
      no_domain_before_(begin),
      filter_(filter),
      buffers_(buffers),
      tags_({begin, end}) {}

void Scanner::run() {
  while (position_ < end_) {
    const uint8_t type = byte_class(*position_);
    if ((type & kWordByte) != 0) {
      scan_word();
    } else if (type == kHighByte) {
      scan_high();
    } else if ((type & kMarkupByte) != 0) {
      scan_markup();
    } else {
      ++position_;
    }
  }
}

// A word runs over letters and digits; continue_word() decides on what stops it.
void Scanner::scan_word() {
  char* const begin = position_;
  unsigned traits = 0;
  uint8_t stopped_by;
  do {
    stopped_by = skip_letters_and_digits(traits);
  } while (stopped_by != kSeparatorByte && continue_word(traits, stopped_by));
  if (stopped_by != kSeparatorByte && is_no_word(begin, traits, stopped_by)) return;
  filter_.add_word(begin, position_, traits);
}

// Returns the class of the byte after them.
uint8_t Scanner::skip_letters_and_digits(unsigned& traits) {
  char* p = position_;
  size_t letters;
  do {
    letters = lower_letters_of_8(p);
    p += letters;
    traits |= letters > 0 ? kHasLetter : 0;
  } while (letters == 8);
  uint8_t type;
  for (type = byte_class(*p); (type & kWordByte) != 0; type = byte_class(*++p)) traits |= type;
  position_ = p;
  return type;
}

// Apostrophes and hyphens belong to a word when they stand inside, points and commas when digits surround
// them.
bool Scanner::continue_word(unsigned& traits, uint8_t stopped_by) {
  char* const next = position_ + 1;
  if (stopped_by == kHighByte) {
    if (!starts_latin(position_)) return false;
    traits |= kHasWide | kHasLetter;
    position_ = after_character(position_);
    return true;
  }
  if (stopped_by == kJoinerByte) {
    if (!starts_word_character(next)) return false;
    traits |= *position_ == '-' ? kHasHyphen : kHasApostrophe;
    position_ = next;
    return true;
  }
  const bool inside_number =
      traits == kHasDigit && (*position_ == '.' || *position_ == ',') && is_digit_byte(*next);
  if (inside_number) position_ = next;
  return inside_number;
}

void Scanner::scan_high() {
  switch (kind_at(position_)) {
    case CharacterKind::kLatin:
      return scan_word();
    case CharacterKind::kSeparator:
      position_ = after_character(position_);
      return;
    case CharacterKind::kHan:
      return setting_.han_by_icu ? scan_other_scripts() : scan_han(position_);
    case CharacterKind::kKana:
    case CharacterKind::kOther:
      return scan_other_scripts();
  }
}

// Letters and digits that touch Han are cut together with it, because the dictionary has words of both (T恤).
// The stretch starts at `begin`, which may lie before position_.
void Scanner::scan_han(char* begin) {
  constexpr ptrdiff_t kLongestStretch = 1 << 18;  // bounds the memory for the words of one stretch
  while (position_ < end_ && position_ - begin < kLongestStretch) {
    if (starts_han(position_)) {
      position_ = after_character(position_);
    } else {
      char* const ascii_end = end_of_ascii_in_han(position_);
      if (ascii_end == position_) break;
      position_ = ascii_end;
    }
  }
  buffers_.words.clear();
  const char* const cased_begin = cased_ + (begin - begin_);
  setting_.segmenter.segment({cased_begin, static_cast<size_t>(position_ - begin)}, buffers_.words,
                             buffers_.segmenter);
  for (const std::string_view word : buffers_.words) add_segmented(word);
}

// Where the letters and digits at `begin` end, or `begin` when they are better read as a word of their own:
// they are long, or go on with a sign that may make them an address or a compound.
char* Scanner::end_of_ascii_in_han(char* begin) const {
  constexpr ptrdiff_t kLongest = 32;
  char* p = begin;
  while (is_word_byte(*p) && p - begin < kLongest) ++p;
  const uint8_t next = byte_class(*p);
  const bool stands_alone = (next & (kWordByte | kJoinerByte | kAfterWordByte)) != 0 || starts_latin(p);
  return stands_alone ? begin : p;
}

void Scanner::add_segmented(std::string_view cased_word) {
  char* const begin = begin_ + (cased_word.data() - cased_);
  char* const end = begin + cased_word.size();
  unsigned traits = 0;
  for (const char* p = begin; p < end; ++p) {
    if (is_high_byte(*p)) {
      const std::string_view word(begin, cased_word.size());
      return filter_.add_chinese(word, setting_.may_be_traditional ? cased_word : word);
    }
    traits |= byte_class(*p) & kWordByte;
  }
  if (traits != 0) add_inner_word(begin, end, traits);
}

// Rare inside Han, so it is kept out of the function above, which would have to save more registers for it.
[[gnu::noinline]] void Scanner::add_inner_word(char* begin, char* end, unsigned traits) {
  filter_.add_word(begin, end, traits);
}

// Takes everything up to the next character that another rule is for.
void Scanner::scan_other_scripts() {
  char* const begin = position_;
  do {
    position_ = after_character(position_);
    if (position_ >= end_) break;
    if (!is_high_byte(*position_)) {
      if ((byte_class(*position_) & (kWordByte | kMarkupByte)) != 0) break;
      continue;
    }
    const CharacterKind kind = kind_at(position_);
    if (kind == CharacterKind::kLatin || (kind == CharacterKind::kHan && !setting_.han_by_icu)) break;
  } while (true);
  const std::string_view stretch(begin, static_cast<size_t>(position_ - begin));
  for (const OtherScriptWords::Word& word : buffers_.other_scripts.find(stretch)) {
    filter_.add_other(word.text, word.is_number);
  }
}

}  // namespace theta::text
