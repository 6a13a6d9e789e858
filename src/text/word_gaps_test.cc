#include "text/word_gaps.h"

#include <gtest/gtest.h>

#include "text/tokenizer.h"

namespace theta::text {
namespace {

// The words of `text`, with + between those that stand together and | between others.
std::string runs(std::string_view text, const TokenizerOptions& options = {}) {
  const Tokenizer tokenizer = Tokenizer::create(options).value();
  Tokenizer::Scratch scratch;
  tokenizer.tokenize(text, scratch);
  std::string result;
  for (size_t i = 0; i < scratch.tokens.size(); ++i) {
    if (i > 0) result += stand_together(scratch.text, scratch.tokens[i - 1], scratch.tokens[i]) ? '+' : '|';
    result += scratch.tokens[i];
  }
  return result;
}

TEST(WordGaps, BlanksAndHyphensPartNothing) {
  EXPECT_EQ(runs("New York  City\nCouncil"), "new+york+city+council");
  EXPECT_EQ(runs("long-term interest"), "long+term+interest");
  EXPECT_EQ(runs("人工智能 系统"), "人工智能+系统");
}

TEST(WordGaps, MarksAndDroppedWordsPart) {
  EXPECT_EQ(runs("New York. City, council (members)"), "new+york|city|council|members");
  EXPECT_EQ(runs("state of the union"), "state|union");
  EXPECT_EQ(runs("version 42 ships"), "version|ships");
  EXPECT_EQ(runs("paragraph ends\n\nanother begins"), "paragraph+ends|begins");
  EXPECT_EQ(runs("祖国的花朵"), "祖国|花朵");
}

TEST(WordGaps, EndingsOfTheWordItselfPartNothing) {
  EXPECT_EQ(runs("women's rights"), "women+rights");
  EXPECT_EQ(runs("running engines", {.stem = true}), "run+engin");
  EXPECT_EQ(runs("running, engines", {.stem = true}), "run|engin");
}

TEST(WordGaps, WordsFromElsewhereNeverStandTogether) {
  const std::string text = "new york";
  const std::string other = "york";
  EXPECT_FALSE(stand_together(text, std::string_view(text).substr(0, 3), other));
  EXPECT_FALSE(stand_together(text, other, std::string_view(text).substr(4)));
  EXPECT_FALSE(stand_together(text, std::string_view(text).substr(4), std::string_view(text).substr(0, 3)));
}

}  // namespace
}  // namespace theta::text
