#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/corpus.h"
#include "corpus/text_phrases.h"
#include "text/tokenizer.h"

namespace theta::corpus {

/// A piece of a text, as the tokenizer saw it.
struct PreviewWord {
  std::string text;
  std::string dropped;  ///< why it is not counted, as a clause for a person; empty for a token
};

/// Cuts single texts as an import does, and tells what became of each piece. One thread at a time.
class TokenCutter {
 public:
  static Result<TokenCutter> create(const text::TokenizerOptions& options, const Phrases& phrases);

  /// The tokens and dropped pieces in text order; a dropped piece may lie inside another. Sets the document's
  /// language.
  std::vector<PreviewWord> cut(Document& document);

 private:
  TokenCutter(text::Tokenizer tokenizer, const Phrases& phrases);

  text::Tokenizer tokenizer_;
  text::Tokenizer::Scratch scratch_;
  TextPhrases phrases_;
  std::vector<uint32_t> buffer_;
};

}  // namespace theta::corpus
