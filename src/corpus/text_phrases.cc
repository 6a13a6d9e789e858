#include "corpus/text_phrases.h"

#include "text/word_gaps.h"

namespace theta::corpus {
namespace {

constexpr uint32_t kGap = 0x80000000u;
constexpr uint32_t kOther = 0x40000000u;  // plus its place: a token that is in no phrase

}  // namespace

TextPhrases::TextPhrases(const Phrases& phrases) {
  for (const Phrases::Pass& pass : phrases.passes) {
    joiner_.begin_pass();
    for (const auto& [first, second] : pass) {
      const uint32_t a = words_.add(first);
      const uint32_t b = words_.add(second);
      joiner_.add(a, b, words_.add(joined_word(first, second)));
    }
  }
}

void TextPhrases::join(text::Tokenizer::Scratch& scratch, std::vector<uint32_t>& buffer) const {
  if (joiner_.empty()) return;
  const std::vector<std::string_view> tokens = scratch.tokens;
  buffer.clear();
  for (size_t i = 0; i < tokens.size(); ++i) {
    const uint32_t word = words_.find(tokens[i]);
    const bool gap = i == 0 || !text::stand_together(scratch.text, tokens[i - 1], tokens[i]);
    buffer.push_back((word == text::WordIndex::kAbsent ? kOther + static_cast<uint32_t>(i) : word) |
                     (gap ? kGap : 0));
  }
  joiner_.join(buffer, kGap);
  scratch.tokens.clear();
  for (const uint32_t marked : buffer) {
    const uint32_t word = marked & ~kGap;
    scratch.tokens.push_back(word >= kOther ? tokens[word - kOther] : words_.words()[word]);
  }
}

}  // namespace theta::corpus
