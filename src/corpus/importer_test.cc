#include "corpus/importer.h"

#include <gtest/gtest.h>

#include <set>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/corpus.h"

namespace theta::corpus {
namespace {

class ImporterTest : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& bytes) {
    EXPECT_TRUE(write_file_atomic(folder_.file(name), bytes).ok());
    return folder_.file(name);
  }
  Result<ImportSummary> import(const std::string& source, const std::string& target = "corpus",
                               size_t threads = 2) {
    ThreadPool pool(threads);
    return import_text(source, folder_.file(target), options_, pool, nullptr, nullptr);
  }
  std::string rejects() { return read_file(folder_.file("corpus/rejects.csv")).value(); }

  TemporaryFolder folder_;
  ImportOptions options_;
};

std::string table(size_t rows) {
  std::string csv = "text,year,party\n";
  for (size_t i = 0; i < rows; ++i) {
    csv += fmt::format("\"Ships sail the northern ocean, number{} cargo{}\",{},{}\n", i % 7, i % 5,
                       1900 + i % 50, i % 2 == 0 ? "red" : "blue");
  }
  return csv;
}

TEST_F(ImporterTest, EveryRowIsUsedOrRejectedWithItsNumber) {
  std::string csv = table(30);
  csv += "\"!!! ...\",1901,red\n";     // row 31: no words
  csv += ",1901,red\n";                // row 32: no text
  csv += "a,b,c,d,e\n";                // row 33: too many cells
  csv += "\"the and of\",1901,red\n";  // row 34: stop words only
  const auto summary = import(write("a.csv", csv));
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary.value().rows_total, 34u);
  EXPECT_EQ(summary.value().rows_used, 30u);
  EXPECT_EQ(rejects(),
            "file,row,reason\n"
            "a.csv,31,\"has no words (only punctuation, numbers or stop words)\"\n"
            "a.csv,32,has no text\n"
            "a.csv,33,\"has 5 cells, the header has 3\"\n"
            "a.csv,34,\"has no words (only punctuation, numbers or stop words)\"\n");
}

TEST_F(ImporterTest, DocumentsKeepWhatIsKnownOfThem) {
  ASSERT_TRUE(import(write("a.csv", table(30))).ok());
  std::vector<Document> documents;
  ASSERT_TRUE(for_each_document(folder_.file("corpus"), [&](size_t, Document document) {
                documents.push_back(std::move(document));
              }).ok());
  ASSERT_EQ(documents.size(), 30u);
  EXPECT_EQ(documents[3].row, 4u);
  EXPECT_EQ(documents[3].file, "a.csv");
  EXPECT_EQ(documents[3].time, "1903");
  EXPECT_EQ(documents[3].groups, (std::vector<std::string>{"blue"}));
  EXPECT_EQ(documents[3].language, "en");
  EXPECT_EQ(documents[3].text, "Ships sail the northern ocean, number3 cargo3");
}

TEST_F(ImporterTest, CountsAndTokensTellTheSame) {
  ASSERT_TRUE(import(write("a.csv", table(40))).ok());
  const Corpus corpus = load_corpus(folder_.file("corpus")).value();
  const TokenSequences tokens = load_token_sequences(folder_.file("corpus"), corpus).value();
  ASSERT_EQ(tokens.offsets.size(), corpus.documents() + 1);
  for (size_t d = 0; d < corpus.documents(); ++d) {
    std::multiset<uint32_t> words(tokens.words.begin() + static_cast<long>(tokens.offsets[d]),
                                  tokens.words.begin() + static_cast<long>(tokens.offsets[d + 1]));
    EXPECT_EQ(words.size(), corpus.counts.document_length(d));
    const auto ids = corpus.counts.document_words(d);
    for (size_t i = 0; i < ids.size(); ++i)
      EXPECT_EQ(words.count(ids[i]), corpus.counts.document_counts(d)[i]);
  }
}

TEST_F(ImporterTest, ThreadsDoNotChangeAByte) {
  const std::string source = write("a.csv", table(9000));
  ASSERT_TRUE(import(source, "one", 1).ok());
  ASSERT_TRUE(import(source, "three", 3).ok());
  for (const char* const name :
       {"corpus.json", "vocab.txt", "counts_offsets.npy", "counts_words.npy", "counts_values.npy",
        "tokens_offsets.npy", "tokens_words.npy", "documents.jsonl", "rejects.csv"}) {
    EXPECT_EQ(read_file(folder_.file(std::string("one/") + name)).value(),
              read_file(folder_.file(std::string("three/") + name)).value())
        << name;
  }
}

TEST_F(ImporterTest, VocabularyLimitsHold) {
  options_.vocabulary_size = 4;
  ASSERT_TRUE(import(write("a.csv", table(100))).ok());
  EXPECT_EQ(load_corpus(folder_.file("corpus")).value().vocabulary_size(), 4u);
}

TEST_F(ImporterTest, SeveralTextColumnsAreJoined) {
  options_.columns.text = {"party", "text"};
  ASSERT_TRUE(import(write("a.csv", table(30))).ok());
  ASSERT_TRUE(for_each_document(folder_.file("corpus"), [](size_t index, const Document& document) {
                if (index == 0) {
                  EXPECT_EQ(document.text.substr(0, 30), "Ships sail the northern ocean,");
                }
              }).ok());
  EXPECT_EQ(load_corpus(folder_.file("corpus")).value().info["text_columns"],
            (formats::Json{"text", "party"}));
}

TEST_F(ImporterTest, OwnSplitIsKept) {
  std::string csv = "text,split\n";
  for (int i = 0; i < 30; ++i)
    csv += fmt::format("ships of port{} sail,{}\n", i % 5, i < 20 ? "train" : "test");
  ASSERT_TRUE(import(write("a.csv", csv)).ok());
  const Corpus corpus = load_corpus(folder_.file("corpus")).value();
  ASSERT_EQ(corpus.split.size(), 30u);
  EXPECT_EQ(corpus.split[19], Split::kTrain);
  EXPECT_EQ(corpus.split[20], Split::kTest);
}

TEST_F(ImporterTest, NothingUsableNamesTheFirstRowAndItsReason) {
  const auto summary = import(write("a.csv", "text,n\n...,1\n!!!,2\n"));
  ASSERT_FALSE(summary.ok());
  EXPECT_EQ(summary.error().kind, ErrorKind::kBadInput);
  EXPECT_NE(summary.error().message.find("a.csv"), std::string::npos);
  EXPECT_FALSE(is_corpus_folder(folder_.file("corpus")));
}

TEST_F(ImporterTest, AFolderWithOtherThingsIsNotTouched) {
  ASSERT_TRUE(make_folders(folder_.file("corpus")).ok());
  write("corpus/thesis.doc", "years of work");
  EXPECT_EQ(import(write("a.csv", table(30))).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(read_file(folder_.file("corpus/thesis.doc")).value(), "years of work");
}

TEST_F(ImporterTest, StoppedImportLeavesNoCorpus) {
  StopFlag stop;
  stop.request();
  ThreadPool pool(1);
  const auto summary =
      import_text(write("a.csv", table(30)), folder_.file("corpus"), options_, pool, nullptr, &stop);
  EXPECT_EQ(summary.error().kind, ErrorKind::kCancelled);
  EXPECT_FALSE(is_corpus_folder(folder_.file("corpus")));
}

struct SampleCase {
  const char* file;
  const char* encoding;
  uint64_t rows;
};
class Samples : public testing::TestWithParam<SampleCase> {};

TEST_P(Samples, AreReadWithTheRightEncodingAndRows) {
  const std::string path = std::string(THETA_SOURCE_DIR) + "/../shared/data/samples/" + GetParam().file;
  if (!file_exists(path)) GTEST_SKIP() << "the sample " << GetParam().file << " is not beside the repository";
  const TemporaryFolder folder;
  ThreadPool pool(2);
  const auto summary = import_text(path, folder.file("corpus"), {}, pool, nullptr, nullptr);
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary.value().rows_total, GetParam().rows);
  EXPECT_EQ(summary.value().info["reading"][0]["value"], GetParam().encoding);
}

INSTANTIATE_TEST_SUITE_P(Corpora, Samples,
                         testing::Values(SampleCase{"csv_gbk.csv", "GB18030", 60},
                                         SampleCase{"csv_semicolon_latin1.csv", "Windows-1252", 60},
                                         SampleCase{"csv_utf8_bom_quoted_newlines.csv", "UTF-8-BOM", 60},
                                         SampleCase{"tsv_utf8.tsv", "UTF-8", 100},
                                         SampleCase{"docs.jsonl", "UTF-8", 10},
                                         SampleCase{"zh_reviews_gbk.txt", "GB18030", 60},
                                         SampleCase{"zh_reviews_utf16le_bom.txt", "UTF-16LE", 60},
                                         SampleCase{"zh_reviews_utf8.txt", "UTF-8", 60}));

}  // namespace
}  // namespace theta::corpus
