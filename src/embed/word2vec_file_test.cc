#include "embed/word2vec_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>
#include <limits>

#include "base/files.h"
#include "base/random.h"
#include "base/temporary_folder.h"

namespace theta::embed {

static const char* name_of(Word2vecFormat format) {
  return format == Word2vecFormat::kText ? "Text" : "Binary";
}
static void PrintTo(Word2vecFormat format, std::ostream* out) {
  *out << name_of(format);
}

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string binary(std::initializer_list<float> values) {
  const std::vector<float> copy(values);
  return std::string(as_bytes(copy));
}

class Word2vecFile : public ::testing::Test {
 protected:
  std::string write(std::string_view bytes) {
    EXPECT_TRUE(write_file_atomic(path_, bytes).ok());
    return path_;
  }
  /// The message of the error that reading `bytes` gives.
  std::string error_of(std::string_view bytes, const Word2vecReadOptions& options = {}) {
    const auto read = read_word2vec(write(bytes), options);
    EXPECT_FALSE(read.ok());
    if (read.ok()) return "";
    EXPECT_EQ(read.error().kind, ErrorKind::kBadInput);
    EXPECT_THAT(read.error().message, HasSubstr(path_));
    return read.error().message;
  }
  WordVectors read(std::string_view bytes, const Word2vecReadOptions& options = {}) {
    auto result = read_word2vec(write(bytes), options);
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message);
    return result.ok() ? std::move(result).value() : WordVectors{};
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("vectors.vec");
};

WordVectors random_vectors(size_t count, size_t width) {
  WordVectors made;
  made.vectors = math::Matrix<float>(count, width);
  const CounterRandom random(7, 1);
  for (size_t i = 0; i < made.vectors.size(); ++i) {
    made.vectors.values()[i] = static_cast<float>(random.normal_pair(i).first * 1e-3);
  }
  for (size_t v = 0; v < count; ++v) made.words.push_back("词" + std::to_string(v));
  return made;
}

class Word2vecRoundTrip : public Word2vecFile, public ::testing::WithParamInterface<Word2vecFormat> {};

TEST_P(Word2vecRoundTrip, GivesBackTheSameWordsAndTheSameBits) {
  const WordVectors made = random_vectors(300, 25);
  ASSERT_TRUE(write_word2vec(path_, made.words, made.vectors, GetParam()).ok());
  const auto back = read_word2vec(path_);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(back.value().words, made.words);
  ASSERT_EQ(back.value().vectors.size(), made.vectors.size());
  EXPECT_EQ(as_bytes(back.value().vectors.values()), as_bytes(made.vectors.values()));
}

TEST_P(Word2vecRoundTrip, KeepsExtremeFloats) {
  using Limits = std::numeric_limits<float>;
  math::Matrix<float> vectors(1, 5);
  const float values[] = {Limits::max(), Limits::lowest(), Limits::min(), Limits::denorm_min(), -0.0f};
  std::copy_n(values, 5, vectors.row(0));
  ASSERT_TRUE(write_word2vec(path_, {"x"}, vectors, GetParam()).ok());
  const auto back = read_word2vec(path_);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(as_bytes(back.value().vectors.values()), as_bytes(std::span<const float>(values)));
}

TEST_P(Word2vecRoundTrip, HoldsNoWordsAtAll) {
  ASSERT_TRUE(write_word2vec(path_, {}, math::Matrix<float>(0, 3), GetParam()).ok());
  const auto back = read_word2vec(path_);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_TRUE(back.value().words.empty());
  EXPECT_EQ(back.value().vectors.cols(), 3u);
}

INSTANTIATE_TEST_SUITE_P(Formats, Word2vecRoundTrip,
                         ::testing::Values(Word2vecFormat::kText, Word2vecFormat::kBinary),
                         [](const auto& c) { return name_of(c.param); });

TEST_F(Word2vecFile, ReadsTrailingSpacesTabsAndCarriageReturns) {
  const WordVectors read_back = read("2 3\r\nking 1 -2 +3e-1 \r\nqueen\t4\t5\t6\r\n\r\n");
  EXPECT_THAT(read_back.words, ElementsAre("king", "queen"));
  EXPECT_THAT(read_back.vectors.values(), ElementsAre(1.0f, -2.0f, 0.3f, 4.0f, 5.0f, 6.0f));
}

TEST_F(Word2vecFile, ReadsTextWhoseLastLineIsNotEnded) {
  EXPECT_THAT(read("1 2\nking 1 2").vectors.values(), ElementsAre(1.0f, 2.0f));
}

TEST_F(Word2vecFile, ReadsBinaryWithAndWithoutLineFeeds) {
  const std::string entry = binary({0.5f, -1.5f});
  for (const std::string_view between : {"\n", ""}) {
    const WordVectors read_back = read(fmt::format("2 2\nking {}{}queen {}", entry, between, entry));
    EXPECT_THAT(read_back.words, ElementsAre("king", "queen"));
    EXPECT_THAT(read_back.vectors.values(), ElementsAre(0.5f, -1.5f, 0.5f, -1.5f));
  }
}

TEST_F(Word2vecFile, BinaryValuesMayContainAnyByte) {
  float odd = 0;
  std::memcpy(&odd, "\n \n\x3d", sizeof odd);  // line feeds and a space inside the number
  const WordVectors read_back =
      read("2 2\nking " + binary({odd, -odd}) + "\nqueen " + binary({-odd, odd}) + "\n");
  EXPECT_THAT(read_back.words, ElementsAre("king", "queen"));
  EXPECT_THAT(read_back.vectors.values(), ElementsAre(odd, -odd, -odd, odd));
}

TEST_F(Word2vecFile, ReadsGzip) {
  const gzFile file = gzopen(path_.c_str(), "wb");
  gzputs(file, "1 2\nking 1 2\n");
  gzclose(file);
  const auto back = read_word2vec(path_);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_THAT(back.value().words, ElementsAre("king"));
}

TEST_F(Word2vecFile, RefusesGzipThatIsCutOff) {
  const gzFile file = gzopen(path_.c_str(), "wb");
  const WordVectors made = random_vectors(200, 20);
  gzputs(file, "200 20\n");
  for (size_t v = 0; v < 200; ++v) {
    gzputs(file, made.words[v].c_str());
    for (const float value : made.vectors.row_span(v)) gzprintf(file, " %g", static_cast<double>(value));
    gzputs(file, "\n");
  }
  gzclose(file);
  const std::string whole = read_file(path_).value();
  EXPECT_THAT(error_of(whole.substr(0, whole.size() / 2)), HasSubstr("damaged or cut off"));
}

TEST_F(Word2vecFile, KeepsOnlyTheWantedWordsInFileOrder) {
  const std::vector<std::string> only = {"queen", "absent", "king"};
  const WordVectors read_back = read("3 1\nking 1\nother words 2 x\nqueen 3\n", {.only = &only});
  EXPECT_THAT(read_back.words, ElementsAre("king", "queen"));
  EXPECT_THAT(read_back.vectors.values(), ElementsAre(1.0f, 3.0f));
}

TEST_F(Word2vecFile, VocabularyVectorsFollowTheVocabularyAndLeaveMissingRowsZero) {
  const auto got = read_vocabulary_vectors(write("2 2\nb 3 4\na 1 2\n"), {"a", "missing", "b"});
  ASSERT_TRUE(got.ok()) << got.error().message;
  EXPECT_THAT(got.value().vectors.values(), ElementsAre(1.0f, 2.0f, 0.0f, 0.0f, 3.0f, 4.0f));
  EXPECT_THAT(got.value().found, ElementsAre(1, 0, 1));
  EXPECT_EQ(got.value().found_count, 2u);
}

TEST_F(Word2vecFile, VocabularyWithoutAnyWordInTheFileIsAnError) {
  const auto got = read_vocabulary_vectors(write("1 1\nb 3\n"), {"a"});
  ASSERT_FALSE(got.ok());
  EXPECT_THAT(got.error().message, HasSubstr("none of the 1 words"));
}

struct Damage {
  const char* name;
  const char* bytes;
  const char* message;
};
void PrintTo(const Damage& damage, std::ostream* out) {
  *out << damage.name;
}

class DamagedTextFile : public Word2vecFile, public ::testing::WithParamInterface<Damage> {};

TEST_P(DamagedTextFile, IsRefusedWithItsLine) {
  EXPECT_THAT(error_of(GetParam().bytes, {.format = Word2vecFormat::kText}), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DamagedTextFile,
    ::testing::Values(
        Damage{"Empty", "", "is empty"}, Damage{"NoHeader", "king 1 2\nqueen 3 4\n", "line 1: expected"},
        Damage{"HeaderWithThreeNumbers", "1 2 3\nking 1 2\n", "line 1: expected"},
        Damage{"WidthZero", "1 0\nking\n", "line 1"},
        Damage{"HugeWidth", "1 99999999999\nking 1\n", "line 1"}, Damage{"NegativeCount", "-1 2\n", "line 1"},
        Damage{"TooFewNumbers", "2 2\nking 1 2\nqueen 3\n",
               "line 3: 1 numbers, but the first line promises 2"},
        Damage{"WordWithSpace", "1 2\nnew york 1 2\n", "line 2: 'york' is not a finite number"},
        Damage{"TooManyNumbers", "1 2\nking 1 2 3\n", "line 2: 3 numbers"},
        Damage{"NotANumber", "1 2\nking 1 2x\n", "line 2: '2x' is not a finite number"},
        Damage{"Nan", "1 2\nking nan 2\n", "line 2: 'nan' is not a finite number"},
        Damage{"Infinite", "1 2\nking 1 -inf\n", "line 2: '-inf'"},
        Damage{"TooLargeForFloat", "1 2\nking 1 1e39\n", "line 2: '1e39'"},
        Damage{"Twice", "3 1\nking 1\nqueen 2\nking 3\n", "line 4: the word 'king' came before, in line 2"},
        Damage{"CutOff", "3 1\nking 1\n", "ends after 1 words, but its first line promises 3"},
        Damage{"GoesOn", "1 1\nking 1\nqueen 2\n", "goes on after the 1 words"},
        Damage{"EmptyLine", "2 1\nking 1\n\nqueen 2\n", "line 3: no word"}),
    [](const auto& c) { return c.param.name; });

TEST_F(Word2vecFile, RefusesBinaryThatEndsInsideAVector) {
  const std::string whole = "2 2\nking " + binary({0.5f, -0.5f}) + "\nqueen " + binary({0.5f, -0.5f});
  EXPECT_THAT(error_of(whole.substr(0, whole.size() - 1)),
              HasSubstr("word 2: the file ends inside the vector of 'queen'"));
  EXPECT_THAT(error_of(whole.substr(0, 18)), HasSubstr("ends after 1 words"));
}

TEST_F(Word2vecFile, RefusesBinaryThatIsNotFinite) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(error_of("1 2\nking " + binary({-0.5f, nan})), HasSubstr("vector of 'king' is not finite"));
}

TEST_F(Word2vecFile, RefusesBinaryWithAWordTwice) {
  EXPECT_THAT(error_of("2 1\na " + binary({-0.5f}) + "\na " + binary({-0.5f}) + "\n"),
              HasSubstr("word 2: the word 'a'"));
}

TEST_F(Word2vecFile, RefusesEveryCutOfABinaryFileWithoutReadingPastIt) {
  const std::string whole = "3 2\nking " + binary({0.5f, -0.5f}) + "\nqueen " + binary({2.5f, -0.5f}) +
                            "\nx " + binary({-0.5f, 1.0f});
  for (size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(read_word2vec(write(whole.substr(0, length))).ok()) << length;
  }
}

TEST_F(Word2vecFile, RefusesALineWithoutEnd) {
  const std::string message =
      error_of("1 1\n" + std::string((size_t{17} << 20), 'x'), {.format = Word2vecFormat::kText});
  EXPECT_THAT(message, HasSubstr("line longer than"));
}

TEST_F(Word2vecFile, AFirstLineThatPromisesBillionsCostsNoMemory) {
  EXPECT_THAT(error_of("4000000000 65536\nking 1\n", {.format = Word2vecFormat::kText}),
              HasSubstr("line 2: 1 numbers"));
}

TEST_F(Word2vecFile, MissingFilesAndFoldersAreNamed) {
  EXPECT_EQ(read_word2vec(folder_.file("absent")).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(read_word2vec(folder_.path()).error().kind, ErrorKind::kBadInput);
}

TEST_F(Word2vecFile, StopsOnRequest) {
  StopFlag stop;
  stop.request();
  EXPECT_EQ(read_word2vec(write("1 1\nking 1\n"), {.stop = &stop}).error().kind, ErrorKind::kCancelled);
}

TEST_F(Word2vecFile, WritingRefusesWordsThatWouldBreakTheLayout) {
  for (const char* word : {"", "new york", "tab\there", "line\nfeed"}) {
    const Status status = write_word2vec(path_, {word}, math::Matrix<float>(1, 2), Word2vecFormat::kText);
    ASSERT_FALSE(status.ok()) << word;
    EXPECT_EQ(status.error().kind, ErrorKind::kBadInput);
    EXPECT_FALSE(file_exists(path_));
  }
}

TEST_F(Word2vecFile, WritingRefusesValuesThatAreNotFinite) {
  math::Matrix<float> vectors(1, 1);
  vectors(0, 0) = std::numeric_limits<float>::infinity();
  EXPECT_EQ(write_word2vec(path_, {"king"}, vectors, Word2vecFormat::kBinary).error().kind,
            ErrorKind::kFailed);
}

}  // namespace
}  // namespace theta::embed
