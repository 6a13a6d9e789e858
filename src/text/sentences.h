#pragma once

#include <string_view>
#include <vector>

struct UBreakIterator;

namespace theta::text {

/// Cuts paragraphs into sentences, by rules of its own for scripts with Latin letters and for Chinese
/// (docs/text.md, "Sentences") and by ICU's rules for texts of other scripts (Unicode Standard Annex #29).
/// Not for use by two threads at once.
class SentenceSplitter {
 public:
  SentenceSplitter() = default;
  ~SentenceSplitter();
  SentenceSplitter(const SentenceSplitter&) = delete;
  SentenceSplitter& operator=(const SentenceSplitter&) = delete;

  /// Appends the sentences of a paragraph of valid UTF-8, without the blanks around them. Time is linear.
  void split(std::string_view paragraph, std::vector<std::string_view>& sentences);

 private:
  void split_by_icu(std::string_view paragraph, std::vector<std::string_view>& sentences);

  UBreakIterator* iterator_ = nullptr;  // opened at first use: most texts never need it
};

}  // namespace theta::text
