#include "engine/edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "engine/edited_topics.h"
#include "engine/model_files.h"
#include "engine/model_view.h"
#include "engine/output_folder.h"
#include "engine/small_model_reference.h"
#include "engine/topic_model.h"

namespace theta::engine {
namespace {

using testing::HasSubstr;

class EditsFile : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    make_small_model(folder_->path(), 100, 6);
  }
  static void TearDownTestSuite() { delete folder_; }
  void SetUp() override { set_bytes(""); }

  static std::string model() { return folder_->file("model"); }
  static std::string file() { return join_path(model(), kEditsFile); }
  static std::string bytes() { return read_file(file()).value(); }
  static void set_bytes(const std::string& text) {
    std::FILE* const out = std::fopen(file().c_str(), "wb");
    std::fwrite(text.data(), 1, text.size(), out);
    std::fclose(out);
  }

  static Edit rename(uint32_t topic, const std::string& name) {
    Edit edit{EditKind::kRename};
    edit.topics = {topic};
    edit.name = name;
    return edit;
  }
  static Edit on_topics(EditKind kind, const std::vector<uint32_t>& topics) {
    Edit edit{kind};
    edit.topics = topics;
    return edit;
  }
  static Edit on_words(EditKind kind, const std::vector<std::string>& words) {
    Edit edit{kind};
    edit.words = words;
    return edit;
  }

  static TemporaryFolder* folder_;
};
TemporaryFolder* EditsFile::folder_ = nullptr;

TEST_F(EditsFile, EveryKindIsReadBackAsItWasWritten) {
  ASSERT_TRUE(append_edit(model(), rename(3, "Space \"and\" 太空")).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kMerge, {4, 1, 2})).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kHide, {0, 3})).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kShow, {3})).ok());
  ASSERT_TRUE(append_edit(model(), on_words(EditKind::kStopWords, {"ship", "bread"})).ok());
  ASSERT_TRUE(append_edit(model(), on_words(EditKind::kAllowWords, {"ship"})).ok());
  ASSERT_TRUE(append_edit(model(), {EditKind::kUndo}).ok());
  ASSERT_TRUE(append_edit(model(), {EditKind::kRedo}).ok());
  const Edits edits = read_edits(model()).value();
  EXPECT_EQ(edits.revision(), 8u);
  EXPECT_EQ(edits.lines[0].name, "Space \"and\" 太空");
  EXPECT_EQ(edits.lines[1].topics, (std::vector<uint32_t>{4, 1, 2}));
  EXPECT_EQ(edits.lines[4].words, (std::vector<std::string>{"ship", "bread"}));
  EXPECT_EQ(edits.lines[6].target, 6u);
  EXPECT_EQ(edits.in_force, (std::vector<size_t>{0, 1, 2, 3, 4, 5}));
  for (size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(edits.lines[i].edit_id, i + 1);
    EXPECT_EQ(edits.lines[i].created_at.size(), 20u);
  }
  EXPECT_THAT(bytes(), testing::StartsWith("{\"edit_id\":1,\"created_at\":\"20"));
}

TEST_F(EditsFile, MergedTopicKeepsTheFirstNumberAndTheFirstGivenName) {
  ASSERT_TRUE(append_edit(model(), rename(5, "Law")).ok());
  ASSERT_TRUE(append_edit(model(), rename(1, "Sea")).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kHide, {2})).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kMerge, {2, 5})).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kMerge, {3, 2, 1})).ok());
  const ModelView view = open_view(model()).value();
  ASSERT_EQ(view.topics.size(), 3u);
  EXPECT_EQ(view.topics[1].topic_id, 3u);
  EXPECT_EQ(view.topics[1].name, "Law");  // 3 had none, 2 got it from 5
  EXPECT_EQ(view.topics[1].members, (std::vector<uint32_t>{1, 2, 3, 5}));
  EXPECT_FALSE(view.topics[1].hidden);
  ASSERT_TRUE(append_edit(model(), {EditKind::kUndo}).ok());
  EXPECT_EQ(open_view(model()).value().topics[1].name, "Sea");  // as before
}

TEST_F(EditsFile, MergeOfHiddenTopicsStaysHidden) {
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kHide, {1, 2})).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kMerge, {1, 2})).ok());
  EXPECT_TRUE(open_view(model()).value().topics[1].hidden);
}

TEST_F(EditsFile, NewEditForgetsWhatWasUndone) {
  ASSERT_TRUE(append_edit(model(), rename(0, "A")).ok());
  ASSERT_TRUE(append_edit(model(), rename(1, "B")).ok());
  ASSERT_TRUE(append_edit(model(), {EditKind::kUndo}).ok());
  ASSERT_TRUE(append_edit(model(), rename(2, "C")).ok());
  const auto redo = append_edit(model(), {EditKind::kRedo});
  EXPECT_EQ(redo.error().kind, ErrorKind::kUsage);
  EXPECT_EQ(read_edits(model()).value().in_force, (std::vector<size_t>{0, 3}));
}

TEST_F(EditsFile, CutAtEveryByteLosesAtMostTheLastLine) {
  ASSERT_TRUE(append_edit(model(), rename(0, "A 名字")).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kHide, {1})).ok());
  const std::string whole = bytes();
  const size_t first_line = whole.find('\n') + 1;
  for (size_t size = 0; size <= whole.size(); ++size) {
    SCOPED_TRACE(size);
    set_bytes(whole.substr(0, size));
    const Edits edits = read_edits(model()).value();
    const size_t lines = size == whole.size() ? 2 : size >= first_line ? 1 : 0;
    EXPECT_EQ(edits.revision(), lines);
    EXPECT_EQ(edits.torn_bytes, size - (lines == 2 ? whole.size() : lines == 1 ? first_line : 0));
  }
}

TEST_F(EditsFile, TornLineIsCutOffByTheNextEdit) {
  ASSERT_TRUE(append_edit(model(), rename(0, "A")).ok());
  const std::string first = bytes();
  for (const std::string& torn :
       {first.substr(0, 1), first.substr(0, first.size() - 1), std::string(70, '\0')}) {
    set_bytes(first + torn);
    EXPECT_EQ(open_view(model()).value().topics[0].name, "A");
    const Edits edits = append_edit(model(), rename(1, "B")).value();
    EXPECT_EQ(edits.torn_bytes, torn.size());
    EXPECT_EQ(read_edits(model()).value().torn_bytes, 0u);
    EXPECT_EQ(read_edits(model()).value().revision(), 2u);
    EXPECT_THAT(bytes(), testing::StartsWith(first));
  }
}

TEST_F(EditsFile, StaleRevisionIsAConflictAndWritesNothing) {
  ASSERT_TRUE(append_edit(model(), rename(0, "A"), 0).ok());
  const std::string before = bytes();
  for (const uint64_t stale : {0u, 2u}) {
    const auto late = append_edit(model(), rename(1, "B"), stale);
    EXPECT_EQ(late.error().kind, ErrorKind::kConflict);
    EXPECT_THAT(late.error().message, HasSubstr("revision 1"));
  }
  EXPECT_EQ(bytes(), before);
  EXPECT_TRUE(append_edit(model(), rename(1, "B"), 1).ok());
}

TEST_F(EditsFile, WritersTakeTurns) {
  constexpr size_t kWriters = 4;
  constexpr size_t kEach = 10;
  std::vector<std::thread> writers;
  for (size_t w = 0; w < kWriters; ++w) {
    writers.emplace_back([w] {
      for (size_t i = 0; i < kEach; ++i) {
        EXPECT_TRUE(append_edit(model(), rename(static_cast<uint32_t>(w), fmt::format("{} {}", w, i))).ok());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  const Edits edits = read_edits(model()).value();
  EXPECT_EQ(edits.revision(), kWriters * kEach);
  const ModelView view = open_view(model()).value();
  for (size_t w = 0; w < kWriters; ++w) EXPECT_EQ(view.topics[w].name, fmt::format("{} {}", w, kEach - 1));
}

TEST_F(EditsFile, OfTwoWritersAtOneRevisionOneWins) {
  std::atomic<int> won = 0;
  std::atomic<int> lost = 0;
  std::vector<std::thread> writers;
  for (uint32_t w = 0; w < 4; ++w) {
    writers.emplace_back([w, &won, &lost] {
      const auto result = append_edit(model(), rename(w, "mine"), 0);
      if (result.ok()) {
        ++won;
      } else {
        EXPECT_EQ(result.error().kind, ErrorKind::kConflict);
        ++lost;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 3);
}

TEST_F(EditsFile, TenThousandEditsOpenFast) {
  std::string text;
  for (size_t i = 1; i <= 10000; ++i) {
    text += fmt::format(
        "{{\"edit_id\":{},\"created_at\":\"2026-03-03T10:15:00Z\",\"kind\":\"rename\",\"topic_id\":{},"
        "\"name\":\"n{}\"}}\n",
        i, i % 6, i);
  }
  set_bytes(text);
  const auto start = std::chrono::steady_clock::now();
  const ModelView view = open_view(model()).value();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(view.topics[4].name, "n10000");
  EXPECT_EQ(view.revision, 10000u);
  EXPECT_LT(seconds.count(), 2.0);  // about 0.05 in a release build; sanitizers and busy machines need room
}

TEST_F(EditsFile, FolderWithoutTheFileHasNoEditsAndGetsIt) {
  std::filesystem::remove(file());
  EXPECT_EQ(read_edits(model()).value().revision(), 0u);
  EXPECT_EQ(open_view(model()).value().topics.size(), 6u);
  ASSERT_TRUE(append_edit(model(), rename(0, "A")).ok());
  EXPECT_EQ(read_edits(model()).value().revision(), 1u);
  EXPECT_EQ(append_edit(folder_->file("corpus"), rename(0, "A")).error().kind, ErrorKind::kNotFound);
}

TEST_F(EditsFile, ModelWithEditsIsNotReplaced) {
  EXPECT_TRUE(check_output_folder(model()).ok());
  ASSERT_TRUE(append_edit(model(), rename(0, "A")).ok());
  const Status refused = check_output_folder(model() + "/");
  EXPECT_EQ(refused.error().kind, ErrorKind::kUsage);
  EXPECT_THAT(refused.error().message, HasSubstr("has edits"));
}

TEST_F(EditsFile, NameAndWordsOfAnEditAreInInferenceAnswers) {
  ASSERT_TRUE(append_edit(model(), rename(0, "A")).ok());
  ASSERT_TRUE(append_edit(model(), on_words(EditKind::kStopWords, {"bread"})).ok());
  const TopicModel topics = TopicModel::open(model()).value();
  EXPECT_EQ(topics.topics()[0].name, "A");
  TopicModel::Scratch scratch;
  const TextTopics answer = topics.infer("bread butter", 10, scratch);
  ASSERT_EQ(answer.evidence.size(), 1u);
  EXPECT_EQ(answer.evidence[0].word, "butter");
  EXPECT_EQ(answer.oov_ratio, 0);  // the model still knows the word
}

struct BadLine {
  const char* name;
  std::string text;
  ErrorKind kind;
  const char* part;
};
class BadEditLine : public EditsFile, public testing::WithParamInterface<BadLine> {};
TEST_P(BadEditLine, IsRefusedByItsNumber) {
  set_bytes(R"({"edit_id":1,"created_at":"t","kind":"hide","topics":[1]})"
            "\n" +
            GetParam().text + "\n");
  for (const Status& status : {open_view(model()).status(), TopicModel::open(model()).status(),
                               append_edit(model(), rename(0, "A")).status()}) {
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, GetParam().kind) << status.error().message;
    EXPECT_THAT(status.error().message, HasSubstr("edits.jsonl, line 2"));
    EXPECT_THAT(status.error().message, HasSubstr(GetParam().part));
  }
}
INSTANTIATE_TEST_SUITE_P(
    Lines, BadEditLine,
    testing::Values(
        BadLine{"NewKind", R"({"edit_id":2,"created_at":"t","kind":"split","topic_id":1})",
                ErrorKind::kUnsupported, "split"},
        BadLine{"NewField", R"({"edit_id":2,"created_at":"t","kind":"hide","topics":[2],"until":"May"})",
                ErrorKind::kUnsupported, "until"},
        BadLine{"NoJson", "hide 3", ErrorKind::kBadInput, "syntax error"},
        BadLine{"Empty", "", ErrorKind::kBadInput, ""},
        BadLine{"NoObject", "[1]", ErrorKind::kBadInput, "not an edit"},
        BadLine{"NoKind", R"({"edit_id":2})", ErrorKind::kBadInput, "not an edit"},
        BadLine{"FieldMissing", R"({"edit_id":2,"created_at":"t","kind":"rename","topic_id":1})",
                ErrorKind::kBadInput, "\"name\" is missing"},
        BadLine{"NegativeTopic", R"({"edit_id":2,"created_at":"t","kind":"hide","topics":[-2]})",
                ErrorKind::kBadInput, "topics"},
        BadLine{"FractionalTopic", R"({"edit_id":2,"created_at":"t","kind":"hide","topics":[2.5]})",
                ErrorKind::kBadInput, "topics"},
        BadLine{"HugeTopic", R"({"edit_id":2,"created_at":"t","kind":"hide","topics":[4294967298]})",
                ErrorKind::kBadInput, "topics"},
        BadLine{"TextAsTopics", R"({"edit_id":2,"created_at":"t","kind":"hide","topics":"2"})",
                ErrorKind::kBadInput, "topics"},
        BadLine{"NumberAsName", R"({"edit_id":2,"created_at":"t","kind":"rename","topic_id":1,"name":7})",
                ErrorKind::kBadInput, "name"},
        BadLine{"WrongNumber", R"({"edit_id":3,"created_at":"t","kind":"hide","topics":[2]})",
                ErrorKind::kBadInput, "is edit 3"},
        BadLine{"UndoOfAnother", R"({"edit_id":2,"created_at":"t","kind":"undo","target":7})",
                ErrorKind::kBadInput, "turn"},
        BadLine{"NothingToRedo", R"({"edit_id":2,"created_at":"t","kind":"redo","target":1})",
                ErrorKind::kBadInput, "turn"},
        BadLine{"NoSuchTopic", R"({"edit_id":2,"created_at":"t","kind":"hide","topics":[6]})",
                ErrorKind::kBadInput, "topics 0 to 5"},
        BadLine{"ImpossibleMerge", R"({"edit_id":2,"created_at":"t","kind":"merge","topics":[2]})",
                ErrorKind::kBadInput, "two topics"}),
    [](const auto& tested) { return tested.param.name; });

TEST_F(EditsFile, StopWordOfAnotherVocabularyIsRefused) {
  set_bytes(R"({"edit_id":1,"created_at":"t","kind":"stop_words","words":["zebra"]})"
            "\n");
  const Status status = open_view(model()).status();
  EXPECT_EQ(status.error().kind, ErrorKind::kBadInput);
  EXPECT_THAT(status.error().message, HasSubstr("zebra"));
}

struct BadEdit {
  const char* name;
  Edit edit;
  ErrorKind kind;
  const char* part;
};
class RefusedEdit : public EditsFile, public testing::WithParamInterface<BadEdit> {};
TEST_P(RefusedEdit, SaysWhyAndWritesNothing) {
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kMerge, {2, 3})).ok());
  ASSERT_TRUE(append_edit(model(), on_topics(EditKind::kHide, {4})).ok());
  ASSERT_TRUE(append_edit(model(), on_words(EditKind::kStopWords, {"oven"})).ok());
  const std::string before = bytes();
  const auto result = append_edit(model(), GetParam().edit);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, GetParam().kind);
  EXPECT_THAT(result.error().message, HasSubstr(GetParam().part));
  EXPECT_EQ(bytes(), before);
}
Edit bad(EditKind kind, std::vector<uint32_t> topics, std::string name, std::vector<std::string> words) {
  return {kind, std::move(topics), std::move(name), std::move(words), 0, 0, ""};
}
INSTANTIATE_TEST_SUITE_P(
    Edits, RefusedEdit,
    testing::Values(
        BadEdit{"NoSuchTopic", bad(EditKind::kRename, {6}, "x", {}), ErrorKind::kNotFound, "topics 0 to 5"},
        BadEdit{"MergedAway", bad(EditKind::kRename, {3}, "x", {}), ErrorKind::kNotFound,
                "merged into topic 2"},
        BadEdit{"NoNameToTakeBack", bad(EditKind::kRename, {1}, "", {}), ErrorKind::kUsage, "no name"},
        BadEdit{"TwoLines", bad(EditKind::kRename, {1}, "a\nb", {}), ErrorKind::kUsage, "one line"},
        BadEdit{"LineSeparator",
                bad(EditKind::kRename, {1},
                    "a\u2028"
                    "b",
                    {}),
                ErrorKind::kUsage, "one line"},
        BadEdit{"BlankEnd", bad(EditKind::kRename, {1}, "a ", {}), ErrorKind::kUsage, "blank"},
        BadEdit{"IdeographicBlank", bad(EditKind::kRename, {1}, "\u3000太空", {}), ErrorKind::kUsage,
                "blank"},
        BadEdit{"LongName", bad(EditKind::kRename, {1}, std::string(121, 'n'), {}), ErrorKind::kUsage, "121"},
        BadEdit{"BrokenName", bad(EditKind::kRename, {1}, "\xff", {}), ErrorKind::kUsage, "UTF-8"},
        BadEdit{"MergeOfOne", bad(EditKind::kMerge, {1}, "", {}), ErrorKind::kUsage, "two topics"},
        BadEdit{"MergeWithItself", bad(EditKind::kMerge, {1, 1}, "", {}), ErrorKind::kUsage, "twice"},
        BadEdit{"HiddenAlready", bad(EditKind::kHide, {4}, "", {}), ErrorKind::kUsage,
                "topic 4 is hidden already"},
        BadEdit{"VisibleAlready", bad(EditKind::kShow, {1}, "", {}), ErrorKind::kUsage, "visible already"},
        BadEdit{"EveryTopic", bad(EditKind::kHide, {0, 1, 2, 5}, "", {}), ErrorKind::kUsage,
                "must stay visible"},
        BadEdit{"UnknownWord", bad(EditKind::kStopWords, {}, "", {"zeppelin"}), ErrorKind::kNotFound,
                "zeppelin"},
        BadEdit{"MisspeltWord", bad(EditKind::kStopWords, {}, "", {"Caption"}), ErrorKind::kNotFound,
                "did you mean \"captain\"?"},
        BadEdit{"StopWordAlready", bad(EditKind::kStopWords, {}, "", {"oven"}), ErrorKind::kUsage, "oven"},
        BadEdit{"WordTwice", bad(EditKind::kStopWords, {}, "", {"ship", "ship"}), ErrorKind::kUsage, "twice"},
        BadEdit{"NoStopWord", bad(EditKind::kAllowWords, {}, "", {"ship"}), ErrorKind::kUsage, "ship"},
        BadEdit{"NoWord", bad(EditKind::kStopWords, {}, "", {}), ErrorKind::kUsage, "name a word"},
        BadEdit{"NothingToRedo", bad(EditKind::kRedo, {}, "", {}), ErrorKind::kUsage, "no edit to redo"}),
    [](const auto& tested) { return tested.param.name; });

TEST_F(EditsFile, LastWordStays) {
  const std::vector<std::string> all = open_view(model()).value().vocabulary;
  EXPECT_EQ(append_edit(model(), on_words(EditKind::kStopWords, all)).error().kind, ErrorKind::kUsage);
  const std::vector<std::string> all_but_one(all.begin() + 1, all.end());
  ASSERT_TRUE(append_edit(model(), on_words(EditKind::kStopWords, all_but_one)).ok());
  const ModelView view = open_view(model()).value();
  EXPECT_EQ(view.vocabulary, std::vector<std::string>{all[0]});
  for (size_t k = 0; k < view.topics.size(); ++k) EXPECT_EQ(view.beta(k, 0), 1.0F);
}

}  // namespace
}  // namespace theta::engine
