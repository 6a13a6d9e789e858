#pragma once

#include <cstdint>
#include <vector>

#include "corpus/phrases.h"
#include "text/tokenizer.h"
#include "text/word_index.h"

namespace theta::corpus {

/// Joins the phrases of single texts as an import does, for inference. Immutable: threads may share it.
class TextPhrases {
 public:
  TextPhrases() = default;
  explicit TextPhrases(const Phrases& phrases);

  /// Joins the tokens found last with `scratch`; joined ones point into this object. `buffer` is space.
  void join(text::Tokenizer::Scratch& scratch, std::vector<uint32_t>& buffer) const;

 private:
  text::WordIndex words_;  // of the phrases, joined ones too
  PhraseJoiner joiner_;
};

}  // namespace theta::corpus
