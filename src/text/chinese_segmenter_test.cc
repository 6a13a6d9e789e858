#include "text/chinese_segmenter.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "text/embedded_data.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

std::string segmented(std::string_view text) {
  ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words;
  ChineseSegmenter::instance().segment(text, words, scratch);
  std::string joined;
  for (const std::string_view word : words) joined.append(joined.empty() ? "" : "/").append(word);
  return joined;
}

struct Case {
  const char* rule;
  const char* text;
  const char* words;
};
void PrintTo(const Case& each, std::ostream* out) {
  *out << each.rule;
}

class Segmentation : public testing::TestWithParam<Case> {};

TEST_P(Segmentation, CutsAsJiebaDoes) {
  EXPECT_EQ(segmented(GetParam().text), GetParam().words);
}

// The expected words were taken from python3-jieba 0.42.1; tests/parity compares whole corpora.
INSTANTIATE_TEST_SUITE_P(
    Jieba, Segmentation,
    testing::Values(Case{"Empty", "", ""}, Case{"OneCharacter", "好", "好"},
                    Case{"DictionaryWords", "我来到北京清华大学", "我/来到/北京/清华大学"},
                    Case{"UnknownWordsByTheModel", "他来到了网易杭研大厦", "他/来到/了/网易/杭研/大厦"},
                    Case{"AmbiguityByFrequency", "研究生命的起源", "研究/生命/的/起源"},
                    Case{"PunctuationStandsAlone", "好，不好！？", "好/，/不好/！/？"},
                    Case{"BlanksStandAlone", "好  的\t吗", "好/ / /的/\t/吗"},
                    Case{"CarriageReturnAndLineFeedStayTogether", "好\r\n的\n", "好/\r\n/的/\n"},
                    Case{"LettersStayTogether", "用iPhone手机", "用/iPhone/手机"},
                    Case{"NumbersKeepPointAndPercent", "涨了3.14%吧", "涨/了/3.14%/吧"},
                    Case{"SignsBetweenNamesStayTogether", "a+-b", "a/+-/b"},
                    Case{"WordsWithLettersAreInTheDictionary", "T恤和AA制", "T恤/和/AA制"},
                    Case{"CaseMatters", "t恤", "t/恤"}, Case{"OtherScriptsFallApart", "кот好", "к/о/т/好"},
                    Case{"RareHanStandsAlone", "\U00020000好", "\U00020000/好"}),
    [](const auto& each) { return each.param.rule; });

TEST(Segmenter, WordsTogetherAreTheText) {
  const std::string text = "酒店 ok，\r\nT恤3.5%😀\u3000龘龘龘abc。";
  ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words;
  ChineseSegmenter::instance().segment(text, words, scratch);
  const char* expected = text.data();
  for (const std::string_view word : words) {
    EXPECT_EQ(word.data(), expected);
    expected += word.size();
  }
  EXPECT_EQ(expected, text.data() + text.size());
}

TEST(Segmenter, AppendsToTheWordsThatAreThere) {
  ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words = {"x"};
  ChineseSegmenter::instance().segment("酒店", words, scratch);
  EXPECT_EQ(words, (std::vector<std::string_view>{"x", "酒店"}));
}

TEST(Segmenter, LongStretchesAreCutToBoundTheMemory) {
  std::string text;
  for (size_t i = 0; i < 2 * ChineseSegmenter::kLongestBlock; ++i) text += "龘";
  ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words;
  ChineseSegmenter::instance().segment(text, words, scratch);
  EXPECT_LE(scratch.best.capacity(), 2 * ChineseSegmenter::kLongestBlock);
}

TEST(Segmenter, OpensWithoutWork) {
  const auto start = std::chrono::steady_clock::now();
  const ChineseSegmenter segmenter{ChineseDictionary(embedded_chinese_dictionary())};
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(5));
}

// The most probable path, found by trying every way to cut.
double best_by_trial(const ChineseDictionary& dictionary, const std::vector<uint16_t>& symbols,
                     size_t begin) {
  if (begin == symbols.size()) return 0;
  double best = -INFINITY;
  uint32_t node = ChineseDictionary::kRoot;
  for (size_t end = begin; end < symbols.size() && symbols[end] != 0; ++end) {
    node = dictionary.child(node, symbols[end]);
    if (node == ChineseDictionary::kNone) break;
    if (dictionary.is_word(node)) {
      best = std::max(best, dictionary.weight(node) + best_by_trial(dictionary, symbols, end + 1));
    }
  }
  if (best > -INFINITY) return best;
  return dictionary.unknown_weight() + best_by_trial(dictionary, symbols, begin + 1);
}

TEST(Segmenter, ThePathIsTheMostProbableOne) {
  const ChineseDictionary dictionary(embedded_chinese_dictionary());
  for (const char* text : {"研究生命的起源", "南京市长江大桥", "结婚的和尚未结婚的", "龘靐齉好的酒店房间"}) {
    ChineseSegmenter::Scratch scratch;
    std::vector<std::string_view> words;
    ChineseSegmenter::instance().segment(text, words, scratch);
    std::vector<uint16_t> symbols;
    for (const DictionaryCharacter& c : scratch.characters) symbols.push_back(c.symbol);
    EXPECT_DOUBLE_EQ(scratch.best[0], best_by_trial(dictionary, symbols, 0)) << text;
  }
}

TEST(Dictionary, HoldsWordsWithTheirProbability) {
  const ChineseDictionary dictionary(embedded_chinese_dictionary());
  uint32_t node = ChineseDictionary::kRoot;
  for (const char32_t c : U"北京") {
    if (c != 0) node = dictionary.child(node, dictionary.character(c).symbol);
  }
  ASSERT_NE(node, ChineseDictionary::kNone);
  EXPECT_TRUE(dictionary.is_word(node));
  // Frequency and total of python3-jieba 0.42.1.
  EXPECT_DOUBLE_EQ(dictionary.weight(node), std::log(34488.0) - std::log(60101967.0));
}

TEST(Dictionary, CharactersBeyondItsTableAreUnknown) {
  const ChineseDictionary dictionary(embedded_chinese_dictionary());
  EXPECT_EQ(dictionary.character(0x10FFFF).symbol, 0);
  EXPECT_EQ(dictionary.character(0x10FFFF).emission, 0);
}

}  // namespace
}  // namespace theta::text
