#include "corpus/importer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/corpus.h"
#include "formats/json.h"

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
  // Contents of the files of a corpus folder by name.
  std::map<std::string, std::string> files(const std::string& folder) {
    std::map<std::string, std::string> contents;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.file(folder)))
      contents[entry.path().filename()] = read_file(entry.path()).value();
    return contents;
  }
  std::vector<Document> documents() {
    std::vector<Document> all;
    EXPECT_TRUE(for_each_document(folder_.file("corpus"), [&](size_t, Document document) {
                  all.push_back(std::move(document));
                }).ok());
    return all;
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

TEST_F(ImporterTest, DatesThatCannotBeReadAreNamedByRow) {
  std::string csv = table(30);
  csv += "number1 cargo1 number2,n.d.,red\n";  // row 31
  csv += "number1 cargo1 number2,,red\n";      // row 32
  csv += "\"!!! ...\",soon,red\n";             // row 33: not used
  csv += "number1 cargo1 number2,1e9,red\n";   // row 34
  options_.columns.time = "year";
  const auto summary = import(write("a.csv", csv));
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary.value().date_sentences,
            (std::vector<std::string>{"2 of 33 dates cannot be read: row 31 \"n.d.\", row 34 \"1e9\"",
                                      "1 of 33 rows have no date"}));
  const formats::Json dates = summary.value().info["dates"];
  EXPECT_EQ(dates["read"], 30);
  EXPECT_EQ(dates["missing"], 1);
  EXPECT_EQ(dates["unread"], 2);
  EXPECT_EQ(dates["unread_rows"][1], (formats::Json{{"file", "a.csv"}, {"row", 34}, {"text", "1e9"}}));
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
  for (const bool everything : {false, true}) {
    if (everything) {
      options_.split.unit = SplitUnit::kSentence;
      options_.duplicates = DuplicateHandling::kMark;
      options_.phrases = PhraseOptions{0.1, 5, 2};
    }
    ASSERT_TRUE(import(source, "one", 1).ok());
    ASSERT_TRUE(import(source, "three", 3).ok());
    EXPECT_EQ(files("one"), files("three"));
    EXPECT_EQ(files("one").size(), everything ? 11u : 10u);
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

// Ten rows of filling, so that words of one row alone are not too rare.
std::string filling() {
  std::string csv;
  for (int i = 0; i < 10; ++i) csv += "\"Ships sail. Bread is baked.\",x\n";
  return csv;
}

TEST_F(ImporterTest, PiecesKeepTheirRow) {
  options_.greatest_share = 1;
  options_.split.unit = SplitUnit::kSentence;
  const auto summary = import(write("a.csv",
                                    "text,group\n"
                                    "\"Ships sail. ... 42! Bread is baked.\",a\n"
                                    "?,b\n"
                                    "Bread and ships.,c\n" +
                                        filling()));
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary.value().rows_used, 12u);
  const std::vector<Document> all = documents();
  ASSERT_EQ(all.size(), 23u);
  EXPECT_EQ(all[0].row, 1u);
  EXPECT_EQ(all[0].piece, 1u);
  EXPECT_EQ(all[0].text, "Ships sail.");
  EXPECT_EQ(all[1].row, 1u);
  EXPECT_EQ(all[1].piece, 4u);  // "..." and "42!" have no words
  EXPECT_EQ(all[1].text, "Bread is baked.");
  EXPECT_EQ(all[1].groups, all[0].groups);
  EXPECT_EQ(all[2].row, 3u);
  EXPECT_EQ(all[2].piece, 1u);
  EXPECT_EQ(rejects(),
            "file,row,reason\na.csv,2,\"has no words (only punctuation, numbers or stop words)\"\n");
  const Corpus corpus = load_corpus(folder_.file("corpus")).value();
  EXPECT_EQ(std::vector<uint64_t>(corpus.row_offsets.begin(), corpus.row_offsets.begin() + 4),
            (std::vector<uint64_t>{0, 2, 3, 5}));
  EXPECT_EQ(corpus.row_offsets.size(), 13u);
  EXPECT_EQ(corpus.info["split"]["pieces_dropped"]["without_words"], 2u);
}

TEST_F(ImporterTest, ShortPiecesAreLeftOutAndCounted) {
  options_.greatest_share = 1;
  options_.split.unit = SplitUnit::kSentence;
  options_.split.least_words = 2;
  ASSERT_TRUE(import(write("a.csv", "text,group\nBread. Ships sail.,a\nBread.,b\n" + filling())).ok());
  EXPECT_EQ(documents()[0].piece, 2u);
  EXPECT_EQ(rejects(), "file,row,reason\na.csv,2,has no sentence of at least 2 words\n");
  EXPECT_EQ(load_corpus(folder_.file("corpus")).value().info["split"]["pieces_dropped"]["too_short"], 1u);
}

TEST_F(ImporterTest, DamagedRowOffsetsAreFound) {
  options_.greatest_share = 1;
  options_.split.unit = SplitUnit::kSentence;
  ASSERT_TRUE(import(write("a.csv", "text,group\n" + filling())).ok());
  const std::string path = folder_.file("corpus/row_offsets.npy");
  std::string bytes = read_file(path).value();
  bytes.back() = 1;
  ASSERT_TRUE(write_file_atomic(path, bytes).ok());
  const auto corpus = load_corpus(folder_.file("corpus"));
  ASSERT_FALSE(corpus.ok());
  EXPECT_NE(corpus.error().message.find("row_offsets.npy"), std::string::npos);
}

// Rows 1 and 3 differ in blanks alone, row 4 in one word of many.
std::string repeated_rows() {
  std::string text = "a b";
  for (int i = 0; i < 60; ++i) text += fmt::format(" Word{}{}", static_cast<char>('a' + i % 26), i / 26);
  return "text,n\n" + text + ",1\nQuite other ships sail,2\n" + "  " + text + " ,3\n" + text + " end,4\n";
}

TEST_F(ImporterTest, RepeatedRowsAreListedAndKept) {
  ASSERT_TRUE(import(write("a.csv", repeated_rows())).ok());
  EXPECT_EQ(read_file(folder_.file("corpus/duplicates.csv")).value(),
            "file,row,duplicate_of_file,duplicate_of_row,similarity\n"
            "a.csv,3,a.csv,1,1.000\n"
            "a.csv,4,a.csv,1,0.983\n");
  const Corpus corpus = load_corpus(folder_.file("corpus")).value();
  EXPECT_EQ(corpus.documents(), 4u);
  EXPECT_EQ(corpus.info["duplicates"], (formats::Json{{"handling", "keep"}, {"exact", 1}, {"near", 1}}));
}

TEST_F(ImporterTest, RepeatedRowsAreMarked) {
  options_.duplicates = DuplicateHandling::kMark;
  ASSERT_TRUE(import(write("a.csv", repeated_rows())).ok());
  std::vector<formats::Json> lines;
  const std::string all = read_file(folder_.file("corpus/documents.jsonl")).value();
  for (size_t at = 0; at < all.size(); at = all.find('\n', at) + 1)
    lines.push_back(
        formats::parse_json(std::string_view(all).substr(at, all.find('\n', at) - at), "").value());
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_FALSE(lines[0].contains("duplicate_of"));
  EXPECT_FALSE(lines[1].contains("duplicate_of"));
  EXPECT_EQ(lines[2]["duplicate_of"], 1);
  EXPECT_EQ(lines[3]["duplicate_of"], 1);
  EXPECT_EQ(documents()[3].row, 4u);
}

TEST_F(ImporterTest, RepeatedRowsAreDroppedAndTheirWordsDoNotCount) {
  options_.duplicates = DuplicateHandling::kDrop;
  ASSERT_TRUE(import(write("a.csv", repeated_rows())).ok());
  EXPECT_EQ(rejects(),
            "file,row,reason\na.csv,3,repeats row 1\na.csv,4,nearly repeats row 1 (similarity 0.98)\n");
  const std::string with_repeats = read_file(folder_.file("corpus/vocab.txt")).value();
  std::string once = repeated_rows();
  once.resize(once.find("  a b"));
  ASSERT_TRUE(import(write("b.csv", once), "once").ok());
  EXPECT_EQ(read_file(folder_.file("once/vocab.txt")).value(), with_repeats);
  EXPECT_EQ(read_file(folder_.file("once/counts_words.npy")).value(),
            read_file(folder_.file("corpus/counts_words.npy")).value());
}

TEST_F(ImporterTest, PhrasesStandInTheVocabularyAndInCorpusJson) {
  std::string csv = "text,n\n";
  for (int i = 0; i < 60; ++i) {
    csv += fmt::format("\"{} the New York harbour, {}, york, {}, new\",1\n", i % 2 ? "bread" : "ship",
                       i % 3 ? "old" : "wide", i % 5 ? "tower" : "bridge");
  }
  options_.greatest_share = 1;
  options_.phrases = PhraseOptions{0.2, 10, 2};
  ASSERT_TRUE(import(write("a.csv", csv)).ok());
  const Corpus corpus = load_corpus(folder_.file("corpus")).value();
  EXPECT_TRUE(std::binary_search(corpus.vocabulary.begin(), corpus.vocabulary.end(), "new_york_harbour"));
  const Phrases phrases = phrases_of(corpus.info["tokenizer"]["phrases"]);
  ASSERT_EQ(phrases.passes.size(), 2u);
  EXPECT_EQ(phrases.passes[1], (Phrases::Pass{{"new_york", "harbour"}}));
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
