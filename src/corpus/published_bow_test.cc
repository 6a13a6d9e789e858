#include "corpus/published_bow.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/corpus.h"

namespace theta::corpus {
namespace {

class PublishedBow : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& bytes) {
    ASSERT_TRUE(write_file_atomic(folder_.file(name), bytes).ok());
  }
  void write_set() {
    write("vocab.txt", "ant\nbee\ncat\n");
    write("train.txt", "0:1 2:2\n1:1\n");
    write("test.txt", "0:2 1:1\n\n");
  }
  Result<ImportSummary> import() { return import_bow_folder(folder_.path(), target_.file("corpus")); }
  Corpus corpus() { return load_corpus(target_.file("corpus")).value(); }

  TemporaryFolder folder_;
  TemporaryFolder target_;
};

TEST_F(PublishedBow, CountsAndSplitsAreTaken) {
  write_set();
  const auto summary = import();
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary.value().rows_total, 4u);
  ASSERT_EQ(summary.value().rejects.size(), 1u);
  EXPECT_EQ(summary.value().rejects[0].file, "test.txt");
  EXPECT_EQ(summary.value().rejects[0].row, 2u);
  EXPECT_EQ(corpus().split, (std::vector<Split>{Split::kTrain, Split::kTrain, Split::kTest}));
  EXPECT_EQ(corpus().counts.words, (std::vector<uint32_t>{0, 2, 1, 0, 1}));
}

TEST_F(PublishedBow, TokensOfAFormerCorpusInTheFolderAreGone) {
  ASSERT_TRUE(write_file_atomic(folder_.file("vocabulary.txt"), "bee\n").ok());
  ASSERT_TRUE(write_file_atomic(folder_.file("corpus.tsv"), "bee bee\ttrain\tzoo\n").ok());
  ASSERT_TRUE(import_octis_folder(folder_.path(), target_.file("corpus")).ok());
  ASSERT_TRUE(load_token_sequences(target_.file("corpus"), corpus()).ok());
  write_set();
  ASSERT_TRUE(import().ok());
  EXPECT_EQ(load_token_sequences(target_.file("corpus"), corpus()).error().kind, ErrorKind::kNotFound);
}

TEST_F(PublishedBow, HalvesFollowTheTestDocumentsThatAreUsed) {
  write("vocab.txt", "ant\nbee\ncat\n");
  write("train.txt", "0:1\n");
  write("test.txt", "\n0:2 1:1\n");
  write("test_h1.txt", "\n0:1 1:1\n");
  write("test_h2.txt", "\n0:1\n");
  ASSERT_TRUE(import().ok());
  EXPECT_EQ(corpus().test_first_half->words, (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(corpus().test_second_half->words, (std::vector<uint32_t>{0}));
}

TEST_F(PublishedBow, LabelsAndTimesGetTheirNames) {
  write_set();
  write("train_labels.txt", "1\n0\n");
  write("test_labels.txt", "1\n1\n");
  write("label2id.txt", "{'sport': 0, 'art': 1}");
  write("train_times.txt", "0\n0\n");
  write("test_times.txt", "0\n0\n");
  write("time2id.txt", "{\"2012\": 0}");
  ASSERT_TRUE(import().ok());
  EXPECT_EQ(corpus().label_names, (std::vector<std::string>{"art", "sport"}));
  EXPECT_EQ(corpus().labels, (std::vector<uint32_t>{0, 1, 0}));
  ASSERT_TRUE(for_each_document(target_.file("corpus"), [](size_t, const Document& document) {
                EXPECT_EQ(document.time, "2012");
              }).ok());
}

struct BadCase {
  const char* name;
  const char* train;
};
class BadBow : public testing::TestWithParam<BadCase> {};
TEST_P(BadBow, IsRefusedByLine) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("vocab.txt"), "ant\nbee\n").ok());
  ASSERT_TRUE(
      write_file_atomic(folder.file("train.txt"), std::string("0:1\n") + GetParam().train + "\n").ok());
  const auto result = import_bow_folder(folder.path(), folder.file("corpus"));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::kBadInput);
  EXPECT_NE(result.error().message.find("line 2"), std::string::npos) << result.error().message;
}
INSTANTIATE_TEST_SUITE_P(Lines, BadBow,
                         testing::Values(BadCase{"WordBeyondVocabulary", "2:1"}, BadCase{"NoCount", "1"},
                                         BadCase{"CountOfZero", "1:0"}, BadCase{"Letters", "a:b"},
                                         BadCase{"WordTwice", "1:1 1:2"}, BadCase{"Negative", "1:-1"}),
                         [](const auto& tested) { return tested.param.name; });

TEST_F(PublishedBow, WrongNumberOfLabelsIsRefused) {
  write_set();
  write("train_labels.txt", "1\n");
  EXPECT_EQ(import().error().kind, ErrorKind::kBadInput);
}

TEST_F(PublishedBow, MissingTrainingFileIsNotFound) {
  write("vocab.txt", "ant\n");
  EXPECT_EQ(import().error().kind, ErrorKind::kNotFound);
}

TEST(PublishedOctis, PartsLabelsAndKnownWordsAreTaken) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("vocabulary.txt"), "bee\nant\n").ok());
  ASSERT_TRUE(write_file_atomic(
                  folder.file("corpus.tsv"),
                  "ant bee ant\ttrain\tzoo\nbee unknown\tval\tzoo\nbee\ttest\tpark\nunknown\ttest\tpark\n")
                  .ok());
  const auto summary = import_octis_folder(folder.path(), folder.file("corpus"));
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  const Corpus corpus = load_corpus(folder.file("corpus")).value();
  EXPECT_EQ(corpus.vocabulary, (std::vector<std::string>{"bee", "ant"}));
  EXPECT_EQ(corpus.counts.words, (std::vector<uint32_t>{0, 1, 0, 0}));
  EXPECT_EQ(corpus.counts.counts, (std::vector<uint32_t>{1, 2, 1, 1}));
  EXPECT_EQ(corpus.split, (std::vector<Split>{Split::kTrain, Split::kValid, Split::kTest}));
  EXPECT_EQ(corpus.labels, (std::vector<uint32_t>{0, 0, 1}));
  const TokenSequences tokens = load_token_sequences(folder.file("corpus"), corpus).value();
  EXPECT_EQ(tokens.offsets, (std::vector<uint64_t>{0, 3, 4, 5}));
  EXPECT_EQ(tokens.words, (std::vector<uint32_t>{1, 0, 1, 0, 0}));
  EXPECT_EQ(summary.value().rejects.size(), 1u);
}

TEST(PublishedOctis, UnknownPartIsRefusedByLine) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("vocabulary.txt"), "bee\n").ok());
  ASSERT_TRUE(write_file_atomic(folder.file("corpus.tsv"), "bee\tsometimes\tzoo\n").ok());
  const auto result = import_octis_folder(folder.path(), folder.file("corpus"));
  EXPECT_EQ(result.error().kind, ErrorKind::kBadInput);
  EXPECT_NE(result.error().message.find("line 1"), std::string::npos);
}

}  // namespace
}  // namespace theta::corpus
