#include "text/tokenizer.h"

#include <gtest/gtest.h>

#include <time.h>

#include <thread>

#include "text/stop_words.h"

namespace theta::text {
namespace {

// The tokens joined by blanks.
std::string tokens_of(std::string_view text, const TokenizerOptions& options = {}) {
  const Result<Tokenizer> tokenizer = Tokenizer::create(options);
  Tokenizer::Scratch scratch;
  tokenizer.value().tokenize(text, scratch);
  std::string joined;
  for (const std::string_view token : scratch.tokens) joined.append(joined.empty() ? "" : " ").append(token);
  return joined;
}

Language language_of(std::string_view text) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({});
  Tokenizer::Scratch scratch;
  tokenizer.value().tokenize(text, scratch);
  return scratch.language;
}

struct Case {
  const char* rule;
  std::string text;
  const char* tokens;
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << each.rule;
}

class Tokens : public testing::TestWithParam<Case> {};

TEST_P(Tokens, FollowTheRule) {
  EXPECT_EQ(tokens_of(GetParam().text), GetParam().tokens) << GetParam().text;
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return info.param.rule;
}

INSTANTIATE_TEST_SUITE_P(
    English, Tokens,
    testing::Values(
        Case{"EmptyTextHasNone", "", ""}, Case{"BlanksHaveNone", " \t\r\n ", ""},
        Case{"PunctuationHasNone", "... !!! ??? -- '' \"\" ()[] --- '-' _", ""},
        Case{"LettersAreLowered", "Space SHUTTLE Mission", "space shuttle mission"},
        Case{"PunctuationParts", "space,shuttle;mission/orbit(moon)\"mars\"",
             "space shuttle mission orbit moon mars"},
        Case{"UnderscoreParts", "launch_pad __init__", "launch pad init"},
        Case{"StopWordsGo", "the shuttle and its crew were in orbit", "shuttle crew orbit"},
        Case{"SingleLettersGo", "vitamin c b plan", "vitamin plan"},
        Case{"InnerApostropheStays", "O'Neill played rock'n'roll", "o'neill played rock'n'roll"},
        Case{"CurlyApostropheIsStraight", "O\u2019Neill", "o'neill"},
        Case{"ContractionsAreStopWords", "don't can't won't it's they're I'd we'll", ""},
        Case{"CurlyContractionsAreStopWords", "don\u2019t it\u2019s", ""},
        Case{"PossessiveGoes", "Armstrong's boots, NASA's rockets", "armstrong boots nasa rockets"},
        Case{"CliticsGoRepeatedly", "astronaut'd've crew'll", "astronaut crew"},
        Case{"PossessiveOfAStopWordGoes", "everyone's one's", ""},
        Case{"OuterApostrophesGo", "'moon' the astronauts' suits", "moon astronauts suits"},
        Case{"CompoundIsCut", "space-based human-rights", "space based human rights"},
        Case{"CompoundPartsThatAreStopWordsGo", "state-of-the-art", "state art"},
        Case{"CompoundWithASingleLetterStays", "e-mail x-ray vis-a-vis", "e-mail x-ray vis-a-vis"},
        Case{"CompoundWithABoundPrefixStays", "co-operation anti-war re-entry",
             "co-operation anti-war re-entry"},
        Case{"CompoundWithAFinalNumberStays", "covid-19 apollo-11", "covid-19 apollo-11"},
        Case{"CompoundPossessiveGoes", "x-ray's", "x-ray"},
        Case{"UnicodeHyphensAreStraight", "x\u2010ray x\u2011ray", "x-ray x-ray"},
        Case{"DashesPart", "moon--mars moon\u2014mars moon\u2013mars", "moon mars moon mars moon mars"},
        Case{"OuterHyphensGo", "-moon- mars-", "moon mars"},
        Case{"NumbersGo", "1969 3.14 1,000,000 10-20 1990-1995 192.168.0.1", ""},
        Case{"OrdinalsGo", "1st 2nd 3rd 20th 121st", ""},
        Case{"LettersWithDigitsStay", "mp3 b2b 3d 5pm 1980s", "mp3 b2b 3d 5pm 1980s"},
        Case{"AccentedLettersStay", "Caf\u00e9 na\u00efve \u00c9T\u00c9 Stra\u00dfe",
             "café naïve été straße"},
        Case{"DecomposedLettersAreComposed", "cafe\u0301", "café"},
        Case{"LigaturesAreResolved", "\ufb01nance o\ufb03ce", "finance office"},
        Case{"FullWidthLettersAreNarrow", "\uff2e\uff21\uff33\uff21 \uff4d\uff4f\uff4f\uff4e", "nasa moon"},
        Case{"SoftHyphensVanish", "astro\u00adnaut", "astronaut"},
        Case{"NoBreakSpaceParts", "moon\u00a0mars", "moon mars"},
        Case{"WordsOfFortyCharactersStay", std::string(40, 'q'), "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"},
        Case{"LongerWordsGo", std::string(41, 'q') + " moon", "moon"},
        Case{"ProgrammingLanguagesStay", "C++ C# f# c+ C#m", "c++ c# f#"},
        Case{"NulBytesPart", std::string("moon\0mars", 9), "moon mars"},
        Case{"ReplacementCharactersPart", "moon\ufffdmars", "moon mars"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    NoWords, Tokens,
    testing::Values(
        Case{"HttpAddress", "see http://www.nasa.gov/a-b_c?x=1&y=%20#top now moon", "moon"},
        Case{"HttpsAddress", "https://t.co/AbCd123 moon", "moon"},
        Case{"AddressOfAnyScheme", "ftp://ftp.funet.fi/pub gopher://x.y moon", "moon"},
        Case{"AddressInBrackets", "(http://nasa.gov/) <http://nasa.gov> moon", "moon"},
        Case{"AddressEndsAtHan", "http://t.cn/abc月球基地", "月球 基地"},
        Case{"WwwAddress", "www.nasa.gov/moon www.nasa moon", "moon"},
        Case{"BareHost", "cs.cmu.edu nasa.gov/moon bbc.co.uk:80/x moon", "moon"},
        Case{"BareHostBeforeAFullStop", "seen at nasa.gov. Moon", "moon"},
        Case{"PointWithoutBlankIsNoHost", "landing.Then mission.Moon", "landing mission moon"},
        Case{"FileNamesAreCut", "node.js report.txt", "node js report txt"},
        Case{"ColonIsNoAddress", "mission:moon a://b", "mission moon"},
        Case{"EmailAddress", "write neil@nasa.gov or buzz@nasa moon", "write moon"},
        Case{"EmailAddressWithPoints", "first.last+tag_x@cs.cmu.edu moon", "moon"},
        Case{"EmailAddressInHan", "邮箱neil@nasa.gov月球", "邮箱 月球"},
        Case{"Mention", "@neil_11 walks @Buzz, moon", "walks moon"},
        Case{"HanMention", "@月球用户 基地", "基地"}, Case{"AtSignAlone", "moon @ mars", "moon mars"},
        Case{"MarkedNameKeepsItsWords", "{@Tennessee Titans@}", "tennessee titans"},
        Case{"HashtagKeepsItsWord", "#moon #Mars2020 #landing-site", "moon mars2020 landing site"},
        Case{"HanHashtagKeepsItsWord", "#月球基地#", "月球 基地"},
        Case{"Placeholder", "{{USERNAME}} {{URL}} {{ user_name }} moon", "moon"},
        Case{"BracesAreNoPlaceholder", "{{moon} {mars} {{venus-earth}}", "moon mars venus earth"},
        Case{"Emoji", "moon\U0001F600\U0001F44D\U0001F3FD mars\u2764\ufe0fvenus \U0001F1E8\U0001F1F3",
             "moon mars venus"},
        Case{"KeyCaps", "1\ufe0f\u20e3 moon", "moon"},
        Case{"Tags", "<p class=\"x\">moon<br/>mars</p><b>venus</b>", "moon mars venus"},
        Case{"TagsInCapitals", "<BR>moon</DIV>", "moon"},
        Case{"Comment", "moon<!-- hidden words -->mars", "moon mars"},
        Case{"UnfinishedComment", "<!-- moon", "moon"},
        Case{"Script", "<script type=x>var hidden;</script>moon<style>p {color:red}</style>", "moon"},
        Case{"UnfinishedScript", "<script>moon", "moon"},
        Case{"Doctype", "<!DOCTYPE html PUBLIC \"x\">moon", "moon"},
        Case{"ComparisonIsNoTag", "moon <mars and venus> earth", "moon mars venus earth"},
        Case{"ComparisonOfLettersIsNoTag", "moon <b and mars> earth", "moon mars earth"},
        Case{"UnfinishedTag", "<div moon", "div moon"},
        Case{"NamedReference", "moon&nbsp;mars &amp; caf&eacute; &lt;b&gt;venus&lt;/b&gt;",
             "moon mars café venus"},
        Case{"NumericReference", "don&#39;t O&#x27;Neill &#26376;&#29699;", "o'neill 月球"},
        Case{"ReferenceToNothing", "moon&#0;mars&#xFFFFFFFF;venus&#55296;earth", "moon mars venus earth"},
        Case{"UnknownReference", "moon &unknown; AT&T R&D;", "moon unknown"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Chinese, Tokens,
    testing::Values(Case{"WordsOfTwoCharactersAndMore", "酒店的房间很干净", "酒店 房间 干净"},
                    Case{"StopWordsGo", "我们因为这个所以已经知道", ""},
                    Case{"FullWidthPunctuationParts", "酒店，房间。干净！服务？", "酒店 房间 干净 服务"},
                    Case{"UnknownNamesAreFound", "他来到了网易杭研大厦", "网易 杭研 大厦"},
                    Case{"DictionaryWordsWithLetters", "买了T恤和U盘", "t恤 u盘"},
                    Case{"FullWidthLettersMeetTheDictionary", "买了Ｔ恤", "t恤"},
                    Case{"EnglishInside", "新款iPhone手机看YouTube视频", "新款 iphone 手机 youtube 视频"},
                    Case{"EnglishStopWordsInsideGo", "我说the手机 and 电脑", "手机 电脑"},
                    Case{"NumbersInsideGo", "房间308号2019年", "房间"},
                    Case{"LettersWithDigitsInside", "华为P30手机", "华为 p30 手机"},
                    Case{"CompoundInside", "新冠covid-19疫情", "新冠 covid-19 疫情"},
                    Case{"LongAsciiBesideHan", "手机" + std::string(35, 'q') + "电脑",
                         "手机 qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq 电脑"},
                    Case{"IterationMarkParts", "人々", ""},
                    Case{"RareHanParts", "手机\U00020000电脑", "手机 电脑"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    OtherScripts, Tokens,
    testing::Values(Case{"Japanese", "東京大学で日本語を勉強しています。", "東京 大学 日本語 勉強 てい ます"},
                    Case{"KanaInChineseIsNotJapanese", "我喜欢优の良品的酒店服务", "喜欢 良品 酒店 服务"},
                    Case{"Russian", "Привет, хорошая Погода!", "привет хорошая погода"},
                    Case{"Korean", "서울에서 만나요", "서울에서 만나요"}, Case{"Thai", "ภาษาไทย", "ภาษา ไทย"},
                    Case{"Arabic", "مرحبا بالعالم", "مرحبا بالعالم"},
                    Case{"Greek", "Καλημέρα κόσμε", "καλημέρα κόσμε"},
                    Case{"ForeignDigitsGo", "١٢٣ привет", "привет"},
                    Case{"MixedWithEnglish", "moon Привет mars 月球基地", "moon привет mars 月球 基地"}),
    name_of);

// --- options
// ---------------------------------------------------------------------------------------------------

TEST(TokenizerOptions, KeepNumbersKeepsThemAsWritten) {
  EXPECT_EQ(tokens_of("in 1969, 3.14 and 1,000 or 7", {.keep_numbers = true}), "1969 3.14 1,000");
}

TEST(TokenizerOptions, KeepNumbersKeepsOrdinals) {
  EXPECT_EQ(tokens_of("22nd", {.keep_numbers = true}), "22nd");
}

TEST(TokenizerOptions, KeepNumbersInsideHan) {
  EXPECT_EQ(tokens_of("308房间", {.keep_numbers = true}), "308 房间");
}

TEST(TokenizerOptions, KeepStopWordsKeepsBothLanguages) {
  EXPECT_EQ(tokens_of("the moon 我们", {.keep_stop_words = true}), "the moon 我们");
}

TEST(TokenizerOptions, MinCharactersCountsCharactersNotBytes) {
  EXPECT_EQ(tokens_of("a été élan 月球 天文台", {.keep_stop_words = true, .min_characters = 3}),
            "été élan 天文台");
  EXPECT_EQ(tokens_of("q 猫", {.min_characters = 1}), "q 猫");
}

TEST(TokenizerOptions, MinCharactersOfZeroIsAUsageError) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({.min_characters = 0});
  ASSERT_FALSE(tokenizer.ok());
  EXPECT_EQ(tokenizer.error().kind, ErrorKind::kUsage);
}

TEST(TokenizerOptions, StemJoinsTheFormsOfAWord) {
  EXPECT_EQ(tokens_of("connection connected connecting hoping babies", {.stem = true}),
            "connect connect connect hope babi");
}

TEST(TokenizerOptions, StemLeavesOtherScriptsAndCodesAlone) {
  EXPECT_EQ(tokens_of("酒店 mp3s cafés", {.stem = true}), "酒店 mp3s cafés");
}

TEST(TokenizerOptions, ForcedLanguageIsReported) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({.language = Language::kChinese});
  Tokenizer::Scratch scratch;
  tokenizer.value().tokenize("moon", scratch);
  EXPECT_EQ(scratch.language, Language::kChinese);
}

TEST(TokenizerOptions, ForcedChineseNeverReadsHanAsJapanese) {
  EXPECT_EQ(tokens_of("优の良の品の店の酒店", {.language = Language::kChinese}), "酒店");
}

// --- language
// --------------------------------------------------------------------------------------------------

TEST(LanguageGuess, FollowsTheScriptOfMostLetters) {
  EXPECT_EQ(language_of("the moon"), Language::kEnglish);
  EXPECT_EQ(language_of("酒店的房间"), Language::kChinese);
  EXPECT_EQ(language_of("我用iPhone手机"), Language::kChinese);
  EXPECT_EQ(language_of("The hotel (酒店) was clean and quiet"), Language::kEnglish);
  EXPECT_EQ(language_of("хорошая погода"), Language::kOther);
  EXPECT_EQ(language_of("東京大学で日本語を勉強しています"), Language::kOther);
  EXPECT_EQ(language_of("1234 !!!"), Language::kUnknown);
  EXPECT_EQ(language_of(""), Language::kUnknown);
}

TEST(LanguageCode, IsIso639) {
  EXPECT_EQ(language_code(Language::kEnglish), "en");
  EXPECT_EQ(language_code(Language::kChinese), "zh");
  EXPECT_EQ(language_code(Language::kOther), "other");
  EXPECT_EQ(language_code(Language::kUnknown), "");
}

// --- behaviour
// -------------------------------------------------------------------------------------------------

TEST(Tokenizer, ScratchCarriesNothingFromTextToText) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({});
  Tokenizer::Scratch scratch;
  tokenizer.value().tokenize("酒店 moon Привет", scratch);
  tokenizer.value().tokenize("mars", scratch);
  ASSERT_EQ(scratch.tokens.size(), 1u);
  EXPECT_EQ(scratch.tokens[0], "mars");
  EXPECT_EQ(scratch.language, Language::kEnglish);
}

TEST(Tokenizer, ThreadsShareOne) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({.stem = true});
  std::string text;
  for (int i = 0; i < 200; ++i) text += "Connected moons, 酒店的房间很干净 Привет ";
  Tokenizer::Scratch expected;
  tokenizer.value().tokenize(text, expected);
  std::vector<Tokenizer::Scratch> results(4);
  std::vector<std::thread> threads;
  threads.reserve(results.size());
  for (Tokenizer::Scratch& result : results) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) tokenizer.value().tokenize(text, result);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Tokenizer::Scratch& result : results) EXPECT_EQ(result.tokens, expected.tokens);
}

TEST(Tokenizer, RandomTextGivesTokensThatLieInTheText) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({.keep_stop_words = true, .keep_numbers = true});
  constexpr std::array<std::string_view, 40> kPieces = {"a",        "Z",          "9",
                                                        " ",        ".",          "-",
                                                        "'",        "@",          "#",
                                                        "<",        ">",          "&",
                                                        ";",        "{{",         "}}",
                                                        ":",        "//",         "http",
                                                        "www.",     "com",        "的",
                                                        "酒店",     "の",         "é",
                                                        "\u0301",   "\U0001F600", "п",
                                                        "ก",        "ب",          "한",
                                                        "，",       "\u2019",     std::string_view("\0", 1),
                                                        "/",        "_",          "<!--",
                                                        "<script>", "&#39",       "%",
                                                        "+"};
  uint32_t state = 7;
  const auto next = [&state] { return (state = state * 1664525 + 1013904223) >> 8; };
  Tokenizer::Scratch scratch;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (uint32_t i = next() % 30; i > 0; --i) text += kPieces[next() % kPieces.size()];
    tokenizer.value().tokenize(text, scratch);
    const char* last = scratch.text.data();
    for (const std::string_view token : scratch.tokens) {
      ASSERT_GE(token.data(), last) << text;
      last = token.data() + token.size();
      ASSERT_LE(last, scratch.text.data() + scratch.text.size()) << text;
    }
  }
}

// Each unit, repeated to a long line, must cost time in proportion to its length.
class LongLine : public testing::TestWithParam<Case> {};

double processor_seconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double seconds_for(const Tokenizer& tokenizer, std::string_view unit, size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  Tokenizer::Scratch scratch;
  const double start = processor_seconds();
  tokenizer.tokenize(text, scratch);
  return processor_seconds() - start;
}

TEST_P(LongLine, CostsLinearTime) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({.keep_numbers = true});
  seconds_for(tokenizer.value(), GetParam().text, 1 << 16);
  const double small = seconds_for(tokenizer.value(), GetParam().text, 1 << 18);
  const double large = seconds_for(tokenizer.value(), GetParam().text, 1 << 22);
  // 16 times the text; quadratic work would take 256 times as long. The constant absorbs a busy machine.
  EXPECT_LT(large, 64 * small + 0.5);
}

INSTANTIATE_TEST_SUITE_P(
    Units, LongLine,
    testing::Values(Case{"OneLetter", "q", ""}, Case{"Words", "moon ", ""}, Case{"Points", "a.", ""},
                    Case{"Hosts", "a.com.", ""}, Case{"Mails", "a@", ""}, Case{"LocalParts", "a.b_c+d@", ""},
                    Case{"Hyphens", "a-", ""}, Case{"LongHyphens", "abc-", ""}, Case{"Apostrophes", "a'", ""},
                    Case{"Clitics", "'s", ""}, Case{"Digits", "1,", ""}, Case{"LessThan", "<", ""},
                    Case{"Tags", "<a ", ""}, Case{"Comments", "<!--", ""}, Case{"Scripts", "<script>", ""},
                    Case{"Braces", "{{", ""}, Case{"References", "&#", ""}, Case{"Ampersands", "&", ""},
                    Case{"Addresses", "a://", ""}, Case{"Mentions", "@a", ""}, Case{"Han", "的", ""},
                    Case{"HanWords", "酒店房间", ""}, Case{"RareHan", "龘", ""},
                    Case{"HanAndLetters", "酒q", ""}, Case{"Marks", "\u0301", ""}, Case{"Kana", "の", ""},
                    Case{"Thai", "ภาษา", ""}, Case{"Emoji", "\U0001F600", ""}, Case{"Cyrillic", "п", ""},
                    Case{"Nul", std::string(1, '\0'), ""}),
    name_of);

TEST(LongLine, HundredMegabytesOfOneLineAreTokenised) {
  const Result<Tokenizer> tokenizer = Tokenizer::create({});
  std::string text;
  text.reserve(100 << 20);
  while (text.size() < (100 << 20)) text += "the shuttle reached its orbit, ";
  Tokenizer::Scratch scratch;
  tokenizer.value().tokenize(text, scratch);
  EXPECT_EQ(scratch.tokens.size(), 3 * (text.size() / 31));
}

}  // namespace
}  // namespace theta::text
