#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"
#include "formats/npy.h"

namespace theta::corpus {
namespace {

Corpus small_corpus() {
  Corpus corpus;
  corpus.vocabulary = {"apple", "bread", "cheese"};
  corpus.counts.append(std::vector<uint32_t>{0, 2}, std::vector<uint32_t>{1, 3});
  corpus.counts.append(std::vector<uint32_t>{1}, std::vector<uint32_t>{2});
  corpus.split = {Split::kTrain, Split::kTest};
  corpus.labels = {0, Corpus::kNoLabel};
  corpus.label_names = {"food"};
  corpus.test_first_half.emplace();
  corpus.test_first_half->append(std::vector<uint32_t>{1}, std::vector<uint32_t>{1});
  corpus.test_second_half = corpus.test_first_half;
  return corpus;
}

class CorpusFolder : public testing::Test {
 protected:
  void SetUp() override {
    Corpus corpus = small_corpus();
    ASSERT_TRUE(prepare_corpus_folder(path_).ok());
    ASSERT_TRUE(write_corpus(path_, corpus).ok());
  }
  void expect_refused(ErrorKind kind) {
    const auto corpus = load_corpus(path_);
    ASSERT_FALSE(corpus.ok());
    EXPECT_EQ(corpus.error().kind, kind) << corpus.error().message;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("corpus");
};

TEST_F(CorpusFolder, ComesBackWhole) {
  const Corpus expected = small_corpus();
  const Corpus corpus = load_corpus(path_).value();
  EXPECT_EQ(corpus.vocabulary, expected.vocabulary);
  EXPECT_EQ(corpus.counts.offsets, expected.counts.offsets);
  EXPECT_EQ(corpus.counts.words, expected.counts.words);
  EXPECT_EQ(corpus.counts.counts, expected.counts.counts);
  EXPECT_EQ(corpus.split, expected.split);
  EXPECT_EQ(corpus.labels, expected.labels);
  EXPECT_EQ(corpus.label_names, expected.label_names);
  EXPECT_EQ(corpus.test_second_half->words, expected.test_second_half->words);
  EXPECT_EQ(corpus.info["tokens"], 6);
  EXPECT_EQ(corpus.hash.size(), 64u);
}

TEST_F(CorpusFolder, WithoutCorpusJsonItIsNone) {
  ASSERT_EQ(0, std::remove(join_path(path_, kCorpusFile).c_str()));
  EXPECT_FALSE(is_corpus_folder(path_));
  expect_refused(ErrorKind::kNotFound);
}

TEST_F(CorpusFolder, WordBeyondTheVocabularyIsRefused) {
  ASSERT_TRUE(
      formats::write_npy_vector(bag_file(path_, kCounts, "words"), std::vector<uint32_t>{0, 3, 1}).ok());
  expect_refused(ErrorKind::kBadInput);
}

TEST_F(CorpusFolder, OffsetsPastTheEndAreRefused) {
  ASSERT_TRUE(
      formats::write_npy_vector(bag_file(path_, kCounts, "offsets"), std::vector<uint64_t>{0, 9, 3}).ok());
  expect_refused(ErrorKind::kBadInput);
}

TEST_F(CorpusFolder, CountOfZeroIsRefused) {
  ASSERT_TRUE(
      formats::write_npy_vector(bag_file(path_, kCounts, "values"), std::vector<uint32_t>{1, 0, 2}).ok());
  expect_refused(ErrorKind::kBadInput);
}

TEST_F(CorpusFolder, ChangedCountsNoLongerHaveTheHash) {
  ASSERT_TRUE(
      formats::write_npy_vector(bag_file(path_, kCounts, "values"), std::vector<uint32_t>{1, 4, 2}).ok());
  expect_refused(ErrorKind::kBadInput);
}

TEST_F(CorpusFolder, LabelWithoutNameIsRefused) {
  ASSERT_TRUE(formats::write_npy_vector(join_path(path_, kLabelsFile), std::vector<uint32_t>{0, 7}).ok());
  expect_refused(ErrorKind::kBadInput);
}

TEST_F(CorpusFolder, NewerVersionIsToldApart) {
  formats::Json info = formats::read_json(join_path(path_, kCorpusFile)).value();
  info["version"] = 2;
  ASSERT_TRUE(formats::write_json(join_path(path_, kCorpusFile), info).ok());
  expect_refused(ErrorKind::kUnsupported);
}

TEST_F(CorpusFolder, WordHashDependsOnOrder) {
  Corpus corpus = small_corpus();
  const std::string before = corpus_hash(corpus.vocabulary, corpus.counts);
  std::swap(corpus.vocabulary[0], corpus.vocabulary[1]);
  EXPECT_NE(before, corpus_hash(corpus.vocabulary, corpus.counts));
}

TEST(DocumentLine, ComesBackFromTheFile) {
  const TemporaryFolder folder;
  Document document;
  document.row = 7;
  document.file = "a.csv";
  document.text = "line\nbreak \"quote\" 末 \xF0\x9F\x98\x80";
  document.groups = {"x", ""};
  ASSERT_TRUE(write_file_atomic(folder.file(std::string(kDocumentsFile)), document_line(document)).ok());
  size_t seen = 0;
  ASSERT_TRUE(for_each_document(folder.path(), [&](size_t, const Document& read) {
                ++seen;
                EXPECT_EQ(read.row, 7u);
                EXPECT_EQ(read.text, document.text);
                EXPECT_EQ(read.groups, document.groups);
              }).ok());
  EXPECT_EQ(seen, 1u);
}

}  // namespace
}  // namespace theta::corpus
