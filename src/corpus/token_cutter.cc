#include "corpus/token_cutter.h"

#include <algorithm>
#include <utility>

namespace theta::corpus {
namespace {

// Tokens and dropped pieces by their place in the text. `single`: the tokens before phrases were joined,
// which alone point into the text.
std::vector<PreviewWord> words_of(const text::Tokenizer::Scratch& scratch,
                                  const std::vector<std::string_view>& single) {
  struct Piece {
    const char* place;
    std::string_view text;
    std::string_view reason;
  };
  std::vector<Piece> pieces;
  size_t next = 0;
  for (const std::string_view token : scratch.tokens) {
    pieces.push_back({single[next].data(), token, {}});
    std::string word(single[next++]);
    while (word != token) word = joined_word(word, single[next++]);
  }
  for (const auto& dropped : scratch.dropped) {
    pieces.push_back({dropped.text.data(), dropped.text, text::drop_reason_name(dropped.reason)});
  }
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.place < b.place; });
  std::vector<PreviewWord> words;
  for (const Piece& piece : pieces) words.push_back({std::string(piece.text), std::string(piece.reason)});
  return words;
}

}  // namespace

TokenCutter::TokenCutter(text::Tokenizer tokenizer, const Phrases& phrases)
    : tokenizer_(std::move(tokenizer)), phrases_(phrases) {
  scratch_.collect_dropped = true;
}

Result<TokenCutter> TokenCutter::create(const text::TokenizerOptions& options, const Phrases& phrases) {
  THETA_ASSIGN(text::Tokenizer tokenizer, text::Tokenizer::create(options));
  return TokenCutter(std::move(tokenizer), phrases);
}

std::vector<PreviewWord> TokenCutter::cut(Document& document) {
  tokenizer_.tokenize(document.text, scratch_);
  document.language = text::language_code(scratch_.language);
  const std::vector<std::string_view> single = scratch_.tokens;
  phrases_.join(scratch_, buffer_);
  return words_of(scratch_, single);
}

}  // namespace theta::corpus
