#include "text/user_words.h"

#include <gtest/gtest.h>

#include <array>

namespace theta::text {
namespace {

TokenizerOptions with_dictionary(std::vector<DictionaryWord> words) {
  TokenizerOptions options;
  options.dictionary = std::move(words);
  return options;
}

// The tokens joined by blanks.
std::string tokens_of(std::string_view text, const TokenizerOptions& options = {}) {
  const Result<Tokenizer> tokenizer = Tokenizer::create(options);
  Tokenizer::Scratch scratch;
  tokenizer.value().tokenize(text, scratch);
  std::string joined;
  for (const std::string_view token : scratch.tokens) joined.append(joined.empty() ? "" : " ").append(token);
  return joined;
}

// "reason: text" of every dropped piece.
std::vector<std::string> dropped_of(std::string_view text, const TokenizerOptions& options = {}) {
  const Result<Tokenizer> tokenizer = Tokenizer::create(options);
  Tokenizer::Scratch scratch;
  scratch.collect_dropped = true;
  tokenizer.value().tokenize(text, scratch);
  std::vector<std::string> dropped;
  for (const auto& piece : scratch.dropped) {
    dropped.push_back(std::string(drop_reason_name(piece.reason)) + ": " + std::string(piece.text));
  }
  return dropped;
}

// --- dictionary: Chinese

TEST(UserDictionary, AWordWithoutFrequencyWinsOverItsPieces) {
  EXPECT_EQ(tokens_of("如果放到post中将出错", with_dictionary({{"中将", 0}})), "放到 post 出错");
  EXPECT_EQ(tokens_of("石墨烯电池", with_dictionary({{"石墨烯电池", {}}})), "石墨烯电池");
}

TEST(UserDictionary, AFrequencyOfZeroForbidsAWord) {
  EXPECT_EQ(tokens_of("机器学习"), "机器 学习");
  EXPECT_EQ(tokens_of("机器学习", with_dictionary({{"机器", 0}, {"学习", 0}})), "");
}

TEST(UserDictionary, LettersInAWordMatchInAnyCase) {
  const TokenizerOptions options = with_dictionary({{"5G网络", {}}});
  EXPECT_EQ(tokens_of("用5G网络和5g网络", options), "5g网络 5g网络");
}

TEST(UserDictionary, WorksInBothScripts) {
  for (const char* const word : {"云计算", "雲計算"}) {
    const TokenizerOptions options = with_dictionary({{word, {}}});
    EXPECT_EQ(tokens_of("云计算很好", options), "云计算");
    EXPECT_EQ(tokens_of("雲計算很好", options), "雲計算");
  }
}

TEST(UserDictionary, LeavesTheFiltersAlone) {
  EXPECT_EQ(tokens_of("猫和996", with_dictionary({{"猫", {}}, {"996", {}}})), "");
}

// --- dictionary: terms

struct TermCase {
  const char* rule;
  const char* text;
  const char* tokens;
};

class Terms : public testing::TestWithParam<TermCase> {};

TEST_P(Terms, AreFoundWhereAWordMayStand) {
  const TokenizerOptions options = with_dictionary({{"Machine Learning", {}},
                                                    {"learning machine", {}},
                                                    {".NET", {}},
                                                    {"C++", {}},
                                                    {"9/11", {}},
                                                    {"the Who", {}},
                                                    {"машинное обучение", {}},
                                                    {"東京大学", {}},
                                                    {"ビッグデータ", {}},
                                                    {"C++编程", {}},
                                                    {"state-of-the-art", {}}});
  EXPECT_EQ(tokens_of(GetParam().text, options), GetParam().tokens);
}

std::string term_name(const testing::TestParamInfo<TermCase>& info) {
  return info.param.rule;
}

INSTANTIATE_TEST_SUITE_P(
    English, Terms,
    testing::Values(
        TermCase{"Joined", "deep machine learning works", "deep machine_learning works"},
        TermCase{"AnyCase", "MACHINE Learning", "machine_learning"},
        TermCase{"AnyBlanks", "machine \n\t learning", "machine_learning"},
        TermCase{"AHyphenIsABlank", "machine-learning machine_learning", "machine_learning machine_learning"},
        TermCase{"TwoHyphensAreNone", "machine--learning", "machine learning"},
        TermCase{"ABlankIsAHyphen", "state of the art", "state-of-the-art"},
        TermCase{"PunctuationParts", "machine, learning", "machine learning"},
        TermCase{"NotInsideWords", "submachine learning, machine learnings",
                 "submachine learning machine learnings"},
        TermCase{"LeftmostFirst", "machine learning machine", "machine_learning machine"},
        TermCase{"BesidePunctuation", "(machine learning), \"machine learning\"!",
                 "machine_learning machine_learning"},
        TermCase{"AfterAPrefix", "pre-machine learning", "pre machine_learning"},
        TermCase{"AtTheEnds", "machine learning", "machine_learning"},
        TermCase{"Signs", "write .NET, C++ and C++11", "write .net c++ c++"},
        TermCase{"SignsNotInsideWords", "asp.netmoon x.net", "asp netmoon"},
        TermCase{"NumbersAndSigns", "after 9/11 fell", "9/11 fell"},
        TermCase{"StopWordsInside", "hear the Who live", "hear the_who live"},
        TermCase{"NotInAddresses",
                 "http://x.org/machine-learning me@machine-learning.org www.machine-learning.org", ""},
        TermCase{"NotInTags", "<a title=\"machine learning\">moon</a>", "moon"},
        TermCase{"BesideHan", "学machine learning课程", "machine_learning 课程"}),
    term_name);

INSTANTIATE_TEST_SUITE_P(
    OtherScripts, Terms,
    testing::Values(TermCase{"Russian", "Машинное обучение хорошо", "машинное_обучение хорошо"},
                    TermCase{"RussianNotInsideWords", "машинное обучением", "машинное обучением"},
                    TermCase{"JapaneseInHan", "東京大学でビッグデータを勉強しています",
                             "東京大学 ビッグデータ 勉強 てい ます"},
                    TermCase{"HanAndSigns", "学C++编程吧", "c++编程"}),
    term_name);

TEST(TermText, ControlCharactersOfTheTextAreNoTerms) {
  const TokenizerOptions options = with_dictionary({{"machine learning", {}}});
  EXPECT_EQ(tokens_of("\x01moon\x01 machine learning \x01", options), "moon machine_learning");
  EXPECT_EQ(tokens_of("\x01moon \x01@neil mars\x01"), "moon mars");
}

TEST(TermText, HyphensAtTheEndsOfATermDoNotCount) {
  const TokenizerOptions options = with_dictionary({{"-C++-", {}}, {"-", {}}, {"moon-", {}}, {"_", {}}});
  EXPECT_EQ(tokens_of("C++ - moon and-moon - mars _ venus", options), "c++ moon moon mars venus");
}

TEST(TermText, TermsAreNotStemmed) {
  TokenizerOptions options = with_dictionary({{"machine learning", {}}});
  options.stem = true;
  EXPECT_EQ(tokens_of("machine learning machines", options), "machine_learning machin");
}

TEST(TermText, RandomTextGivesTokensThatLieInTheTextInOrder) {
  TokenizerOptions options = with_dictionary({{"a b", {}},
                                              {"b-c", {}},
                                              {"a+", {}},
                                              {".a", {}},
                                              {"酒a店", {}},
                                              {"酒 店", {}},
                                              {"пa", {}},
                                              {"b c a b", {}}});
  options.keep_words = {"c", "7", "店"};
  const Result<Tokenizer> tokenizer = Tokenizer::create(options);
  constexpr std::array<std::string_view, 24> kPieces = {"a",   "b", "c", "A",    " ",    "  ", "-",  "_",
                                                        "+",   ".", "@", "酒",   "店",   "п",  "7",  "\n",
                                                        "://", "<", ">", "www.", "\x01", "é",  "の", "臺"};
  uint32_t state = 5;
  const auto next = [&state] { return (state = state * 1664525 + 1013904223) >> 8; };
  Tokenizer::Scratch scratch;
  scratch.collect_dropped = true;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (uint32_t n = next() % 30; n > 0; --n) text += kPieces[next() % kPieces.size()];
    tokenizer.value().tokenize(text, scratch);
    const char* last = scratch.text.data();
    for (const std::string_view token : scratch.tokens) {
      ASSERT_GE(token.data(), last) << text;
      last = token.data() + token.size();
      ASSERT_LE(last, scratch.text.data() + scratch.text.size()) << text;
      ASSERT_EQ(token.find_first_of(std::string_view("\x00\x01 ", 3)), std::string_view::npos) << text;
    }
  }
}

// --- lists

TEST(StopWords, OfTheUserComeOnTop) {
  TokenizerOptions options;
  options.stop_words = {"Moon", "酒店", "погода", "a word of more than sixteen bytes",
                        "supercalifragilistic"};
  EXPECT_EQ(tokens_of("the moon 我们 酒店 房间 погода привет mars supercalifragilistic", options),
            "房间 привет mars");
  options.keep_stop_words = true;
  EXPECT_EQ(tokens_of("the moon 我们 酒店 房间", options), "the 我们 房间");
}

TEST(StopWords, WorkInBothScripts) {
  EXPECT_EQ(tokens_of("我們已經知道這個東西"), "東西");
  for (const char* const word : {"台湾", "臺灣"}) {
    TokenizerOptions options;
    options.stop_words = {word};
    EXPECT_EQ(tokens_of("台湾 臺灣 房間", options), "房間") << word;
  }
}

TEST(StopWords, MayBeNumbersWhereThoseAreKept) {
  TokenizerOptions options;
  options.keep_numbers = true;
  options.stop_words = {"1999"};
  EXPECT_EQ(tokens_of("1998 1999", options), "1998");
}

TEST(KeepWords, PassEveryFilter) {
  TokenizerOptions options;
  options.keep_words = {"it", "R", "1984", "猫", "我们", "machine learning", "第一"};
  EXPECT_EQ(tokens_of("it and R in 1984 or 1985 的猫 我们 第一 machine learning", options),
            "it r 1984 猫 我们 第一 machine_learning");
}

TEST(KeepWords, WinOverStopWordsOfTheUser) {
  TokenizerOptions options;
  options.stop_words = {"moon"};
  options.keep_words = {"moon"};
  EXPECT_EQ(tokens_of("moon", options), "moon");
}

TEST(KeepWords, AreFoundInTraditionalText) {
  TokenizerOptions options;
  options.keep_words = {"后面", "龙"};
  EXPECT_EQ(tokens_of("後面，龍", options), "後面 龍");
}

TEST(KeepWords, KeepTheirFormUnderStemming) {
  TokenizerOptions options;
  options.stem = true;
  options.keep_words = {"news"};
  EXPECT_EQ(tokens_of("news bodies", options), "news bodi");
}

// --- script

TEST(ScriptOption, TraditionalWordsAreFoundAndKeepTheirScript) {
  EXPECT_EQ(tokens_of("臺灣的雲端服務與颱風"), "臺灣 雲端 服務 颱風");
}

TEST(ScriptOption, SimplifiedFoldsTraditional) {
  TokenizerOptions options;
  options.chinese_script = ChineseScript::kSimplified;
  EXPECT_EQ(tokens_of("臺灣 台湾 颱風", options), "台湾 台湾 台风");
}

TEST(ScriptOption, TraditionalFoldsSimplified) {
  TokenizerOptions options;
  options.chinese_script = ChineseScript::kTraditional;
  EXPECT_EQ(tokens_of("臺灣 台灣 台湾 颱風 认为", options), "臺灣 臺灣 臺灣 颱風");
}

TEST(ScriptOption, JapaneseIsLeftAlone) {
  TokenizerOptions options;
  options.chinese_script = ChineseScript::kSimplified;
  EXPECT_EQ(tokens_of("東京大学で日本語を勉強しています。", options), "東京 大学 日本語 勉強 てい ます");
}

// --- segmented text

TEST(SegmentedText, WordsAreWhatWhiteSpaceParts) {
  TokenizerOptions options;
  options.segmented = true;
  EXPECT_EQ(tokens_of("我 喜欢 云计算平台 \u3000C++\u200Bnew_york the ，。 42 x.org/a привет", options),
            "喜欢 云计算平台 c++ new_york x.org/a привет");
}

TEST(SegmentedText, FiltersApply) {
  TokenizerOptions options;
  options.segmented = true;
  options.stop_words = {"平台"};
  options.keep_words = {"42"};
  options.stem = true;
  EXPECT_EQ(tokens_of("平台 42 43 connected 我們 猫 " + std::string(41, 'q'), options), "42 connect");
}

// --- what was dropped

TEST(DroppedPieces, AreListedWithTheirReason) {
  EXPECT_EQ(dropped_of("the x of 1969 " + std::string(41, 'q') + " don't"),
            (std::vector<std::string>{"stop word: the", "too short: x", "stop word: of", "number: 1969",
                                      "too long: " + std::string(41, 'q'), "stop word: don't"}));
  EXPECT_EQ(dropped_of("http://a.b/c first.last@x.org @neil <b> {{NAME}} nasa.gov"),
            (std::vector<std::string>{"address: http://a.b/c", "address: first.last@x.org", "mention: @neil",
                                      "markup: <b>", "markup: {{name}}", "address: nasa.gov"}));
  EXPECT_EQ(dropped_of("我们的酒店"), (std::vector<std::string>{"stop word: 我们", "too short: 的"}));
  EXPECT_TRUE(dropped_of("moon mars").empty());
}

TEST(DroppedPieces, AreNotListedUnlessAskedFor) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({});
  Tokenizer::Scratch scratch;
  tokenizer.value().tokenize("the moon", scratch);
  EXPECT_TRUE(scratch.dropped.empty());
}

// --- languages side by side

TEST(MixedLanguages, EveryStretchFollowsItsOwnRules) {
  EXPECT_EQ(tokens_of("我觉得 machine learning 很cool，用Python写的code在GitHub上的repository"),
            "machine learning cool python code github repository");
  EXPECT_EQ(tokens_of("The 酒店 was 很 clean, и погода хорошая, 서울에서 만나요, مرحبا ภาษาไทย"),
            "酒店 clean погода хорошая 서울에서 만나요 مرحبا ภาษา ไทย");
}

}  // namespace
}  // namespace theta::text
