#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/sentences.h"

namespace theta::corpus {

enum class SplitUnit : uint8_t { kDocument, kParagraph, kSentence };
std::string_view split_unit_name(SplitUnit unit);

/// How the text of a row becomes documents.
struct SplitOptions {
  SplitUnit unit = SplitUnit::kDocument;
  uint32_t least_words = 1;  ///< words counted that a piece must have
  uint32_t most_words = 0;   ///< longer pieces are cut at sentence ends into passages; 0: never

  bool splits() const { return unit != SplitUnit::kDocument || most_words > 0; }
};

/// Cuts texts into pieces. Not for use by two threads at once.
class TextSplitter {
 public:
  explicit TextSplitter(const SplitOptions& options) : options_(options) {}

  /// The pieces of a text in order, without the blanks around them; the whole text when nothing is split.
  /// Valid until the next call, while `utf8` lives.
  const std::vector<std::string_view>& split(std::string_view utf8);

 private:
  void cut_into_passages(std::string_view piece, std::vector<std::string_view>& passages);

  SplitOptions options_;
  text::SentenceSplitter splitter_;
  std::vector<std::string_view> paragraphs_;
  std::vector<std::string_view> sentences_;
  std::vector<std::string_view> pieces_;
  std::vector<std::string_view> passages_;
};

/// Words of a text by a quick look, for lengths: what stands between blanks, and each Han or kana character.
size_t rough_word_count(std::string_view utf8);

}  // namespace theta::corpus
