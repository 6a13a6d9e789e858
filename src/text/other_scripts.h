#pragma once

#include <string_view>
#include <vector>

struct UBreakIterator;

namespace theta::text {

/// Finds words in scripts that have no rules of their own here, by ICU's word boundaries (Unicode Standard
/// Annex #29, with ICU's dictionaries for Japanese, Thai, Khmer, Lao and Burmese). Not for use by two threads
/// at once.
class OtherScriptWords {
 public:
  OtherScriptWords() = default;
  ~OtherScriptWords();
  OtherScriptWords(const OtherScriptWords&) = delete;
  OtherScriptWords& operator=(const OtherScriptWords&) = delete;

  struct Word {
    std::string_view text;
    bool is_number;
  };

  /// Words and numbers of valid UTF-8; blanks and punctuation are left out. Valid until the next call; empty
  /// when ICU lacks its boundary data.
  const std::vector<Word>& find(std::string_view utf8);

 private:
  void find_in_slice(std::string_view slice);

  UBreakIterator* iterator_ = nullptr;  // opened at first use: most texts never need it
  std::vector<Word> words_;
};

}  // namespace theta::text
