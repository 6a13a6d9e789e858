#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/chinese_segmenter.h"
#include "text/html.h"
#include "text/other_scripts.h"
#include "text/term_matcher.h"
#include "text/word_filter.h"

namespace theta::text {

/// Space that a scanner reuses from text to text.
struct ScannerBuffers {
  ChineseSegmenter::Scratch segmenter;
  std::vector<std::string_view> words;
  OtherScriptWords other_scripts;
};

/// What a scanner needs to know of a text beside its letters.
struct ScannerSetting {
  const ChineseSegmenter& segmenter;
  const TermMatcher& terms;
  std::span<const TermMatcher::Match> matches;  ///< of the terms; each begins with kTermMark in the text
  bool han_by_icu = false;                      ///< Han belongs to Japanese
  bool may_be_traditional = false;              ///< words of Han may be Traditional
};

/// Walks once over normalised text, tells words from addresses, markup and symbols, and hands the words to a
/// WordFilter. docs/text.md gives the rules. Time is linear in the text.
class Scanner {
 public:
  /// Scans [begin, end), which is in lower case and followed by kPadding NULs. `cased` is the same text, byte
  /// for byte, but for the case of ASCII letters, and in Simplified.
  Scanner(char* begin, char* end, const char* cased, const ScannerSetting& setting, WordFilter& filter,
          ScannerBuffers& buffers);

  void run();

  static constexpr size_t kPadding = 8;  ///< lets words be read eight bytes at a time

 private:
  // Each of these starts at position_ and moves it forward.
  void scan_word();
  void scan_markup();
  void scan_term();
  void scan_high();
  void scan_han(char* begin);
  void scan_other_scripts();
  void skip_url();
  void skip_email(char* begin);
  void skip_mention();

  uint8_t skip_letters_and_digits(unsigned& traits);
  bool continue_word(unsigned& traits, uint8_t stopped_by);
  bool is_no_word(char* begin, unsigned traits, uint8_t stopped_by);
  bool skip_domain(char* begin);
  bool keep_programming_language(char* begin);
  char* end_of_ascii_in_han(char* begin) const;
  void add_segmented(std::string_view cased_word);
  void add_inner_word(char* begin, char* end, unsigned traits);

  char* const begin_;
  char* const end_;
  char* position_;
  const char* const cased_;
  const ScannerSetting setting_;
  size_t next_match_ = 0;   // index into setting_.matches
  char* no_domain_before_;  // dots before this position have been looked at: they are in no host name
  WordFilter& filter_;
  ScannerBuffers& buffers_;
  TagFinder tags_;
};

}  // namespace theta::text
