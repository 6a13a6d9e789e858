#include "corpus/text_splitter.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

std::vector<std::string> split(std::string_view text, const SplitOptions& options) {
  TextSplitter splitter(options);
  const std::vector<std::string_view>& pieces = splitter.split(text);
  return {pieces.begin(), pieces.end()};
}
using Pieces = std::vector<std::string>;

constexpr std::string_view kText = "One is here. Two is here.\n\nThree is here.\nFour";

TEST(TextSplitter, CutsByUnit) {
  EXPECT_EQ(split(kText, {SplitUnit::kDocument}), Pieces{std::string(kText)});
  EXPECT_EQ(split(kText, {SplitUnit::kParagraph}),
            (Pieces{"One is here. Two is here.", "Three is here.", "Four"}));
  EXPECT_EQ(split(kText, {SplitUnit::kSentence}),
            (Pieces{"One is here.", "Two is here.", "Three is here.", "Four"}));
}

TEST(TextSplitter, AWholeTextKeepsItsBlanks) {
  EXPECT_EQ(split("  one \n", {SplitUnit::kDocument}), Pieces{"  one \n"});
}

TEST(TextSplitter, LongTextsBecomePassagesOfAboutTheSameLength) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "Four words are here.\n";  // 200 words
  const Pieces passages = split(text, {SplitUnit::kDocument, 1, 70});
  ASSERT_EQ(passages.size(), 3u);
  for (const std::string& passage : passages) {
    EXPECT_LE(rough_word_count(passage), 70u);
    EXPECT_GE(rough_word_count(passage), 60u);
  }
  EXPECT_EQ(split("Short.", {SplitUnit::kDocument, 1, 70}), Pieces{"Short."});
}

TEST(TextSplitter, ALongSentenceStaysWhole) {
  std::string sentence = "Word";
  for (int i = 0; i < 30; ++i) sentence += " word";
  const Pieces passages = split("Before it. " + sentence + ". After it.", {SplitUnit::kParagraph, 1, 10});
  EXPECT_EQ(passages, (Pieces{"Before it.", sentence + ".", "After it."}));
}

TEST(RoughWordCount, CountsBlanksApartAndHanOneByOne) {
  EXPECT_EQ(rough_word_count(""), 0u);
  EXPECT_EQ(rough_word_count(" a  naïve word,\n2 "), 4u);
  EXPECT_EQ(rough_word_count("今天 very 好。"), 4u);
}

}  // namespace
}  // namespace theta::corpus
