#include "text/encoding.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "base/files.h"

namespace theta::text {
namespace {

// Encodes UTF-8 text with ICU, the other way round than the code under test.
std::string encoded(const char* converter, std::string_view utf8) {
  std::string bytes(utf8.size() * 4 + 8, '\0');
  UErrorCode error = U_ZERO_ERROR;
  UConverter* to = ucnv_open(converter, &error);
  UConverter* from = ucnv_open("UTF-8", &error);
  char* target = bytes.data();
  const char* source = utf8.data();
  ucnv_convertEx(to, from, &target, bytes.data() + bytes.size(), &source, source + utf8.size(), nullptr,
                 nullptr, nullptr, nullptr, 1, 1, &error);
  ucnv_close(to);
  ucnv_close(from);
  EXPECT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  bytes.resize(static_cast<size_t>(target - bytes.data()));
  return bytes;
}

struct Decoded {
  std::string text;
  uint64_t replaced = 0;
};

Decoded decoded(Encoding encoding, std::string_view bytes, size_t chunk_size = SIZE_MAX) {
  Result<Decoder> decoder = Decoder::create(encoding);
  EXPECT_TRUE(decoder.ok());
  Decoded result;
  while (bytes.size() > chunk_size) {
    decoder.value().decode(bytes.substr(0, chunk_size), false, result.text);
    bytes.remove_prefix(chunk_size);
  }
  decoder.value().decode(bytes, true, result.text);
  result.replaced = decoder.value().replaced();
  return result;
}

constexpr std::string_view kSimplified =
    "酒店的房间很干净，服务员态度也不错。我们一家人住了三天，早餐品种丰富！下次还会来的。\n"
    "手机收到了，屏幕很清晰，就是电池不太耐用，充一次电只能用一天。\n";
constexpr std::string_view kTraditional =
    "飯店的房間很乾淨，服務員態度也不錯。我們一家人住了三天，早餐種類豐富！下次還會來的。\n"
    "手機收到了，螢幕很清晰，就是電池不太耐用，充一次電只能用一天。\n";
constexpr std::string_view kFrench =
    "Le café était fermé à Noël; l'élève préfère l'été où il fait très chaud, dès août.\n";

// --- names
// -----------------------------------------------------------------------------------------------------

TEST(EncodingName, EveryNameIsReadBack) {
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf8Bom, Encoding::kUtf16Le, Encoding::kUtf16Be,
                                  Encoding::kGb18030, Encoding::kBig5, Encoding::kWindows1252}) {
    const Result<Encoding> read = parse_encoding(encoding_name(encoding));
    ASSERT_TRUE(read.ok()) << encoding_name(encoding);
    EXPECT_EQ(read.value(), encoding);
  }
}

TEST(EncodingName, AliasesIgnoreCaseAndPunctuation) {
  EXPECT_EQ(parse_encoding("gbk").value(), Encoding::kGb18030);
  EXPECT_EQ(parse_encoding("GB2312").value(), Encoding::kGb18030);
  EXPECT_EQ(parse_encoding("Latin-1").value(), Encoding::kWindows1252);
  EXPECT_EQ(parse_encoding("ISO-8859-1").value(), Encoding::kWindows1252);
  EXPECT_EQ(parse_encoding("utf_8").value(), Encoding::kUtf8);
  EXPECT_EQ(parse_encoding("UTF-8-SIG").value(), Encoding::kUtf8Bom);
  EXPECT_EQ(parse_encoding("big5-hkscs").value(), Encoding::kBig5);
}

TEST(EncodingName, AnUnknownNameIsAUsageErrorThatListsTheNames) {
  const Result<Encoding> read = parse_encoding("ebcdic");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().kind, ErrorKind::kUsage);
  EXPECT_NE(read.error().message.find("GB18030"), std::string::npos);
}

// --- guesses
// ---------------------------------------------------------------------------------------------------

struct GuessCase {
  const char* name;
  std::string bytes;
  Encoding expected;
};

void PrintTo(const GuessCase& each, std::ostream* out) {
  *out << each.name;
}

class Guess : public testing::TestWithParam<GuessCase> {};

TEST_P(Guess, NamesTheEncodingWithAReason) {
  const EncodingGuess guess = guess_encoding(GetParam().bytes, true);
  EXPECT_EQ(encoding_name(guess.encoding), encoding_name(GetParam().expected)) << guess.reason;
  EXPECT_GT(guess.confidence, 0.5);
  EXPECT_LE(guess.confidence, 1.0);
  EXPECT_FALSE(guess.reason.empty());
}

std::string with_front(std::string_view front, std::string_view text) {
  return std::string(front).append(text);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Guess,
    testing::Values(
        GuessCase{"Empty", "", Encoding::kUtf8},
        GuessCase{"Ascii", "plain words, no more\n", Encoding::kUtf8},
        GuessCase{"AsciiWithNul", std::string("a,b\0c,d\nlong line of plain text", 31), Encoding::kUtf8},
        GuessCase{"Utf8Chinese", std::string(kSimplified), Encoding::kUtf8},
        GuessCase{"Utf8French", std::string(kFrench), Encoding::kUtf8},
        GuessCase{"Utf8OneChineseWord", "联通", Encoding::kUtf8},
        GuessCase{"Utf8Emoji", "good 😀👍🏽 day", Encoding::kUtf8},
        GuessCase{"Utf8WithOneBadByte", std::string(kSimplified) + "\xFF" + std::string(kSimplified),
                  Encoding::kUtf8},
        GuessCase{"Utf8Mark", with_front("\xEF\xBB\xBF", "text"), Encoding::kUtf8Bom},
        GuessCase{"Utf16LeMark", with_front("\xFF\xFE", encoded("UTF-16LE", kSimplified)),
                  Encoding::kUtf16Le},
        GuessCase{"Utf16BeMark", with_front("\xFE\xFF", encoded("UTF-16BE", kSimplified)),
                  Encoding::kUtf16Be},
        GuessCase{"Utf16LeChinese", encoded("UTF-16LE", kSimplified), Encoding::kUtf16Le},
        GuessCase{"Utf16BeChinese", encoded("UTF-16BE", kSimplified), Encoding::kUtf16Be},
        GuessCase{"Utf16LeEnglish", encoded("UTF-16LE", "id,text\n1,plain words\n"), Encoding::kUtf16Le},
        GuessCase{"Utf16BeEnglish", encoded("UTF-16BE", "id,text\n1,plain words\n"), Encoding::kUtf16Be},
        GuessCase{"Utf16LeRussian", encoded("UTF-16LE", "Всем привет, это простой русский текст.\n"),
                  Encoding::kUtf16Le},
        GuessCase{"Gbk", encoded("GBK", kSimplified), Encoding::kGb18030},
        GuessCase{"GbkTraditional", encoded("GBK", kTraditional), Encoding::kGb18030},
        GuessCase{"GbkShort", encoded("GBK", "评论,类别\n"), Encoding::kGb18030},
        GuessCase{"GbkInEnglish", encoded("GBK", "The word 你好 means hello and 谢谢 means thanks.\n"),
                  Encoding::kGb18030},
        GuessCase{"Gb18030FourBytes", encoded("gb18030", std::string(kSimplified) + "😀é"),
                  Encoding::kGb18030},
        GuessCase{"Big5", encoded("Big5", kTraditional), Encoding::kBig5},
        GuessCase{"Big5Short", encoded("Big5", "臺灣的學生很喜歡這裡\n"), Encoding::kBig5},
        GuessCase{"Latin1French", encoded("ISO-8859-1", "Le café était fermé à Noël"),
                  Encoding::kWindows1252},
        GuessCase{"Latin1German", encoded("ISO-8859-1", "Grüße aus München, schöne Straße über Österreich"),
                  Encoding::kWindows1252},
        GuessCase{"Windows1252Quotes", "She said \x93yes\x94 \x96 it\x92s 5 \x80", Encoding::kWindows1252},
        GuessCase{"Latin1OneLetter", "caf\xE9", Encoding::kWindows1252}),
    [](const auto& each) { return each.param.name; });

TEST(Guess, ASampleThatEndsInsideACharacterIsStillUtf8) {
  const std::string_view text = kSimplified;
  EXPECT_EQ(guess_encoding(text.substr(0, 100), false).reason, "every byte sequence is valid UTF-8");
}

TEST(Guess, AGbkSampleThatEndsInsideACharacterIsStillGb18030) {
  const std::string bytes = encoded("GBK", kSimplified);
  for (size_t size = 20; size < bytes.size(); ++size) {
    EXPECT_EQ(guess_encoding(std::string_view(bytes).substr(0, size), false).encoding, Encoding::kGb18030)
        << size;
  }
}

TEST(Guess, ConfidenceGrowsWithTheEvidence) {
  EXPECT_LT(guess_encoding("caf\xC3\xA9", true).confidence, guess_encoding(kSimplified, true).confidence);
}

// --- decoding
// --------------------------------------------------------------------------------------------------

struct DecodeCase {
  const char* name;
  Encoding encoding;
  std::string bytes;
  std::string text;
  uint64_t replaced;
};

void PrintTo(const DecodeCase& each, std::ostream* out) {
  *out << each.name;
}

class Decode : public testing::TestWithParam<DecodeCase> {};

TEST_P(Decode, GivesTheTextForAnyChunkSize) {
  const DecodeCase& each = GetParam();
  for (const size_t chunk_size :
       {size_t{1}, size_t{2}, size_t{3}, size_t{5}, size_t{7}, size_t{64}, SIZE_MAX}) {
    const Decoded result = decoded(each.encoding, each.bytes, chunk_size);
    EXPECT_EQ(result.text, each.text) << "chunks of " << chunk_size;
    EXPECT_EQ(result.replaced, each.replaced) << "chunks of " << chunk_size;
  }
}

const std::string kSimplifiedText(kSimplified);
const std::string kTraditionalText(kTraditional);
const std::string kFrenchText(kFrench);
const std::string kWide = "a😀é中\n";

INSTANTIATE_TEST_SUITE_P(
    Texts, Decode,
    testing::Values(
        DecodeCase{"Empty", Encoding::kUtf8, "", "", 0},
        DecodeCase{"Utf8", Encoding::kUtf8, kSimplifiedText, kSimplifiedText, 0},
        DecodeCase{"Utf8FourBytes", Encoding::kUtf8, kWide, kWide, 0},
        DecodeCase{"Utf8MarkRemoved", Encoding::kUtf8Bom, "\xEF\xBB\xBFid", "id", 0},
        DecodeCase{"Utf8UnexpectedMarkRemoved", Encoding::kUtf8, "\xEF\xBB\xBFid", "id", 0},
        DecodeCase{"Utf8MarkAlone", Encoding::kUtf8Bom, "\xEF\xBB\xBF", "", 0},
        DecodeCase{"Utf8MarkInsideKept", Encoding::kUtf8, "a\xEF\xBB\xBF", "a\xEF\xBB\xBF", 0},
        DecodeCase{"Utf8NulKept", Encoding::kUtf8, std::string("a\0b", 3), std::string("a\0b", 3), 0},
        DecodeCase{"Utf8LoneContinuation", Encoding::kUtf8, "a\x80z", "a\xEF\xBF\xBDz", 1},
        DecodeCase{"Utf8Overlong", Encoding::kUtf8, "\xC0\xAFz", "\xEF\xBF\xBD\xEF\xBF\xBDz", 2},
        DecodeCase{"Utf8Surrogate", Encoding::kUtf8, "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
                   3},
        DecodeCase{"Utf8TooLarge", Encoding::kUtf8, "\xF4\x90\x80\x80z",
                   "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz", 4},
        DecodeCase{"Utf8TruncatedThenAscii", Encoding::kUtf8,
                   "\xE4\xBD"
                   "a",
                   "\xEF\xBF\xBD"
                   "a",
                   1},
        DecodeCase{"Utf8TruncatedThenLead", Encoding::kUtf8, "\xE4\xBD\xE4\xBD\xA0", "\xEF\xBF\xBD你", 1},
        DecodeCase{"Utf8TruncatedAtTheEnd", Encoding::kUtf8, "a\xF0\x9F\x98", "a\xEF\xBF\xBD", 1},
        DecodeCase{"Utf16Le", Encoding::kUtf16Le, encoded("UTF-16LE", kWide), kWide, 0},
        DecodeCase{"Utf16Be", Encoding::kUtf16Be, encoded("UTF-16BE", kWide), kWide, 0},
        DecodeCase{"Utf16LeMark", Encoding::kUtf16Le, "\xFF\xFE" + encoded("UTF-16LE", kWide), kWide, 0},
        DecodeCase{"Utf16BeMark", Encoding::kUtf16Be, "\xFE\xFF" + encoded("UTF-16BE", kWide), kWide, 0},
        DecodeCase{"Utf16LoneSurrogate", Encoding::kUtf16Be, std::string("\xD8\x3D\x00z", 4), "\xEF\xBF\xBDz",
                   1},
        DecodeCase{"Utf16OddByte", Encoding::kUtf16Le, std::string("a\0b", 3), "a\xEF\xBF\xBD", 1},
        DecodeCase{"Gbk", Encoding::kGb18030, encoded("GBK", kSimplified), kSimplifiedText, 0},
        DecodeCase{"Gb18030FourBytes", Encoding::kGb18030, encoded("gb18030", kWide), kWide, 0},
        DecodeCase{"GbkBadLeadKeepsTheNewline", Encoding::kGb18030, "\xB4\nz", "\xEF\xBF\xBD\nz", 1},
        DecodeCase{"GbkTruncatedAtTheEnd", Encoding::kGb18030, "a\xB4", "a\xEF\xBF\xBD", 1},
        DecodeCase{"Big5", Encoding::kBig5, encoded("Big5", kTraditional), kTraditionalText, 0},
        DecodeCase{"Big5BackslashTrail", Encoding::kBig5, encoded("Big5", "許功蓋"), "許功蓋", 0},
        DecodeCase{"Latin1", Encoding::kWindows1252, encoded("ISO-8859-1", "Noël à été"), "Noël à été", 0},
        DecodeCase{"Windows1252", Encoding::kWindows1252, "\x93yes\x94 \x80", "“yes” €", 0}),
    [](const auto& each) { return each.param.name; });

TEST(Decode, CountsOverManyCalls) {
  Result<Decoder> decoder = Decoder::create(Encoding::kUtf8);
  std::string text;
  for (int i = 0; i < 10; ++i) decoder.value().decode("ok\xFF", false, text);
  decoder.value().decode("", true, text);
  EXPECT_EQ(decoder.value().replaced(), 10u);
}

TEST(Decode, RandomBytesGiveValidUtf8InEveryEncoding) {
  std::string bytes;
  uint32_t state = 1;
  for (int i = 0; i < 20000; ++i)
    bytes.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kGb18030,
                                  Encoding::kBig5, Encoding::kWindows1252}) {
    const Decoded whole = decoded(encoding, bytes);
    EXPECT_EQ(valid_utf8_prefix(whole.text), whole.text.size()) << encoding_name(encoding);
    const Decoded pieces = decoded(encoding, bytes, 13);
    EXPECT_EQ(pieces.text, whole.text) << encoding_name(encoding);
    EXPECT_EQ(pieces.replaced, whole.replaced) << encoding_name(encoding);
  }
}

// --- real files
// ------------------------------------------------------------------------------------------------

struct SampleCase {
  const char* file;
  Encoding expected;
  const char* holds;
};

void PrintTo(const SampleCase& each, std::ostream* out) {
  *out << each.file;
}

class SampleFile : public testing::TestWithParam<SampleCase> {};

TEST_P(SampleFile, IsGuessedAndDecodedWithoutLoss) {
  const std::string path = std::string(THETA_SOURCE_DIR "/../shared/data/samples/") + GetParam().file;
  if (!file_exists(path)) GTEST_SKIP() << "the sample corpora are not beside the repository: " << path;
  const std::string bytes = read_file(path).value();
  EXPECT_EQ(encoding_name(guess_encoding(bytes, true).encoding), encoding_name(GetParam().expected));
  EXPECT_EQ(encoding_name(guess_encoding(std::string_view(bytes).substr(0, 1001), false).encoding),
            encoding_name(GetParam().expected));
  const Decoded result = decoded(GetParam().expected, bytes, 4096);
  EXPECT_EQ(result.replaced, 0u);
  EXPECT_NE(result.text.find(GetParam().holds), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, SampleFile,
    testing::Values(SampleCase{"csv_gbk.csv", Encoding::kGb18030, "评论,类别,时间"},
                    SampleCase{"csv_semicolon_latin1.csv", Encoding::kWindows1252, "catégorie"},
                    SampleCase{"csv_utf8_bom_quoted_newlines.csv", Encoding::kUtf8Bom, "text,label"},
                    SampleCase{"en_speech_utf8.txt", Encoding::kUtf8, "honoured"},
                    SampleCase{"zh_reviews_gbk.txt", Encoding::kGb18030, "百家讲坛"},
                    SampleCase{"zh_reviews_utf16le_bom.txt", Encoding::kUtf16Le, "百家讲坛"},
                    SampleCase{"zh_reviews_utf8.txt", Encoding::kUtf8, "百家讲坛"},
                    SampleCase{"tsv_utf8.tsv", Encoding::kUtf8, "{{USERNAME}}"}),
    [](const auto& each) {
      std::string name = each.param.file;
      name.resize(name.find('.'));
      return name;
    });

TEST(SampleFile, GbkAndUtf16FilesGiveTheTextOfTheUtf8File) {
  const std::string folder = THETA_SOURCE_DIR "/../shared/data/samples/";
  if (!file_exists(folder + "zh_reviews_utf8.txt"))
    GTEST_SKIP() << "the sample corpora are not beside the repository";
  const std::string expected = read_file(folder + "zh_reviews_utf8.txt").value();
  for (const auto& [file, encoding] : {std::pair{"zh_reviews_gbk.txt", Encoding::kGb18030},
                                       std::pair{"zh_reviews_utf16le_bom.txt", Encoding::kUtf16Le}}) {
    std::string text = decoded(encoding, read_file(folder + file).value(), 1000).text;
    std::erase(text, '\r');
    EXPECT_EQ(text, expected) << file;
  }
}

}  // namespace
}  // namespace theta::text
