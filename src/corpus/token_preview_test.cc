#include "corpus/token_preview.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/importer.h"
#include "corpus/script_choice.h"

namespace theta::corpus {
namespace {

class TokenPreviewTest : public testing::Test {
 protected:
  std::string write(const std::string& csv) {
    EXPECT_TRUE(write_file_atomic(folder_.file("a.csv"), csv).ok());
    return folder_.file("a.csv");
  }
  std::string table() {
    std::string csv = "text,year\n\"The ships of 1900 sail http://x.org home\",1900\n\"... !!!\",1901\n";
    for (int i = 0; i < 40; ++i) csv += fmt::format("\"northern ocean, cargo{}\",19{:02}\n", i % 4, i);
    return csv;
  }

  TemporaryFolder folder_;
  ImportOptions options_;
};

// "token" or "token (why it was dropped)".
std::vector<std::string> shown(const RowPreview& row) {
  std::vector<std::string> words;
  for (const PreviewWord& word : row.words) {
    words.push_back(word.dropped.empty() ? word.text : word.text + " (" + word.dropped + ")");
  }
  return words;
}

TEST_F(TokenPreviewTest, ShowsWhatBecomesOfEveryWordInOrder) {
  options_.drop_words = {"HOME"};
  const auto preview = preview_tokens(write(table()), options_, {1});
  ASSERT_TRUE(preview.ok()) << preview.error().message;
  ASSERT_EQ(preview.value().rows.size(), 1u);
  const RowPreview& row = preview.value().rows[0];
  EXPECT_EQ(row.document.language, "en");
  EXPECT_EQ(row.document.time, "1900");
  EXPECT_EQ(shown(row),
            (std::vector<std::string>{"the (stop word)", "ships", "of (stop word)", "1900 (number)", "sail",
                                      "http://x.org (address)", "home (dropped word)"}));
  ASSERT_EQ(preview.value().roles.size(), 2u);
  EXPECT_EQ(preview.value().roles[0].role, Role::kText);
}

TEST_F(TokenPreviewTest, ShowsFiveRowsWhenNoneIsNamed) {
  const auto preview = preview_tokens(write(table()), options_, {});
  ASSERT_TRUE(preview.ok());
  std::vector<uint64_t> rows;
  for (const RowPreview& row : preview.value().rows) rows.push_back(row.document.row);
  EXPECT_EQ(rows, (std::vector<uint64_t>{1, 9, 17, 26, 34}));
}

TEST_F(TokenPreviewTest, ARowThatIsNotThereIsNotFound) {
  const auto preview = preview_tokens(write(table()), options_, {3, 99});
  ASSERT_FALSE(preview.ok());
  EXPECT_EQ(preview.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(preview.error().message.find("a.csv: has no row 99 (the last one is 42)"), std::string::npos);
}

TEST_F(TokenPreviewTest, AgreesWithTheImportAndItsCorpus) {
  options_.tokenizer.stop_words = {"cargo1"};
  options_.tokenizer.keep_words = {"1900"};
  options_.drop_words = {"ocean"};
  const std::string source = write(table());
  ThreadPool pool(2);
  const std::string corpus_folder = folder_.file("corpus");
  ASSERT_TRUE(import_text(source, corpus_folder, options_, pool, nullptr, nullptr).ok());
  const Corpus corpus = load_corpus(corpus_folder).value();
  EXPECT_EQ(corpus.vocabulary, (std::vector<std::string>{"1900", "cargo0", "cargo2", "cargo3"}))
      << "northern is in too many documents, ships in too few";
  const auto preview = preview_corpus_tokens(corpus_folder, {1, 3});
  ASSERT_TRUE(preview.ok()) << preview.error().message;
  EXPECT_EQ(shown(preview.value().rows[0]),
            (std::vector<std::string>{"the (stop word)", "ships (not in the vocabulary)", "of (stop word)",
                                      "1900", "sail (not in the vocabulary)", "http://x.org (address)",
                                      "home (not in the vocabulary)"}));
  const auto unused = preview_corpus_tokens(corpus_folder, {4});
  ASSERT_FALSE(unused.ok())
      << "its words are a stop word, a dropped one and one that is in too many documents";
  EXPECT_EQ(unused.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(unused.error().message.find("has no row 4; rejects.csv"), std::string::npos);
}

// --- the choice of a script

std::string chinese(size_t simplified, size_t traditional) {
  std::string csv = "text,year\n";
  for (size_t i = 0; i < simplified; ++i) csv += fmt::format("台湾的经济发展和环境{}，我们认为,2001\n", i);
  for (size_t i = 0; i < traditional; ++i) csv += fmt::format("臺灣的經濟發展和環境{}，我們認為,2002\n", i);
  return csv;
}

class ScriptChoiceTest : public TokenPreviewTest {
 protected:
  // The script that the file's words are counted in, and the tokens of its first row.
  std::pair<std::string, std::string> import(const std::string& csv) {
    ThreadPool pool(2);
    const std::string target = folder_.file("corpus");
    const auto summary = import_text(write(csv), target, options_, pool, nullptr, nullptr);
    EXPECT_TRUE(summary.ok());
    std::string words;
    const Corpus corpus = load_corpus(target).value();
    for (const std::string& word : corpus.vocabulary) words += word + " ";
    return {summary.value().info["tokenizer"]["chinese_script"].get<std::string>(), words};
  }
};

TEST_F(ScriptChoiceTest, OneScriptStaysAsItIsWritten) {
  options_.greatest_share = 1;
  EXPECT_EQ(import(chinese(30, 0)),
            std::pair(std::string("as-written"), std::string("发展 台湾 环境 经济 ")));
  EXPECT_EQ(import(chinese(0, 30)),
            std::pair(std::string("as-written"), std::string("環境 發展 經濟 臺灣 ")));
}

TEST_F(ScriptChoiceTest, MixedTextsAreCountedInTheScriptOfMost) {
  options_.greatest_share = 1;
  EXPECT_EQ(import(chinese(30, 10)),
            std::pair(std::string("simplified"), std::string("发展 台湾 环境 经济 ")));
  EXPECT_EQ(import(chinese(10, 30)),
            std::pair(std::string("traditional"), std::string("環境 發展 經濟 臺灣 ")));
}

TEST_F(ScriptChoiceTest, AFewTextsDoNotDecide) {
  options_.greatest_share = 1;
  EXPECT_EQ(import(chinese(150, 1)).first, "as-written");
}

TEST_F(ScriptChoiceTest, TheUserMayDecide) {
  options_.greatest_share = 1;
  options_.choose_script = false;
  options_.tokenizer.chinese_script = text::ChineseScript::kAsWritten;
  EXPECT_EQ(import(chinese(20, 20)).second, "发展 台湾 环境 環境 發展 經濟 经济 臺灣 ");
}

}  // namespace
}  // namespace theta::corpus
