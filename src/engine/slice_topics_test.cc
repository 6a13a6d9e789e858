#include "engine/slice_topics.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/random.h"
#include "base/temporary_folder.h"
#include "engine/model_files.h"
#include "engine/time_tables.h"

namespace theta::engine {
namespace {

constexpr size_t kSlices = 4;
constexpr size_t kTopics = 5;
const std::vector<std::string> kWords = {"ant", "bee", "cat", "dog", "elk", "fox"};
const std::vector<double> kShares = {0.1, 0.3, 0.2, 0.25, 0.15};

// The files of a dynamic model that tell of its topics.
class SliceTopicsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string vocabulary;
    for (const std::string& word : kWords) vocabulary += word + "\n";
    write(kModelVocabularyFile, vocabulary);
    formats::Json topics = formats::Json::array();
    for (size_t k = 0; k < kTopics; ++k)
      topics.push_back({{"topic_id", k}, {"name", kWords[k]}, {"share", kShares[k]}});
    write(kTopicWordsFile, formats::Json{{"topics", topics}}.dump());
    const CounterRandom random(3, 0);
    for (size_t t = 0; t < kSlices; ++t) {
      for (size_t k = 0; k < kTopics; ++k) {
        std::vector<double> row;
        double sum = 0;
        for (size_t v = 0; v < kWords.size(); ++v) {
          row.push_back(random.uniform_double(beta_.size() + v) + 0.01);
          sum += row.back();
        }
        for (const double value : row) beta_.push_back(static_cast<float>(value / sum));
      }
    }
    write_beta({kSlices, kTopics, kWords.size()});
  }
  void write(std::string_view file, const std::string& text) {
    ASSERT_TRUE(write_file_atomic(join_path(folder_.path(), file), text).ok());
  }
  void write_beta(const std::vector<size_t>& shape) {
    ASSERT_TRUE(formats::write_npy(join_path(folder_.path(), kBetaFile), formats::ElementType::kFloat32,
                                   shape, as_bytes(beta_))
                    .ok());
  }
  void edit(const std::vector<Edit>& edits) {
    std::string lines;
    for (size_t i = 0; i < edits.size(); ++i) {
      Edit edit = edits[i];
      edit.edit_id = i + 1;
      edit.created_at = "2026-01-01T00:00:00Z";
      lines += formats::json_line(edit_json(edit)) + "\n";
    }
    write(kEditsFile, lines);
  }
  double beta(size_t t, size_t k, size_t v) const {
    return double{beta_[(t * kTopics + k) * kWords.size() + v]};
  }
  SliceTopics open() const { return *SliceTopics::open(folder_.path()).value(); }

  TemporaryFolder folder_;
  std::vector<float> beta_;
};

TEST_F(SliceTopicsTest, GivesTheBitsOfTheFileWithoutEdits) {
  const SliceTopics topics = open();
  EXPECT_EQ(topics.slices(), kSlices);
  EXPECT_EQ(topics.vocabulary(), kWords);
  for (size_t t = 0; t < kSlices; ++t) {
    const math::Matrix<float> slice = topics.beta(t);
    for (size_t k = 0; k < kTopics; ++k) {
      for (size_t v = 0; v < kWords.size(); ++v) EXPECT_EQ(double{slice(k, v)}, beta(t, k, v));
    }
  }
}

TEST_F(SliceTopicsTest, MergesTopicsAndTakesOutWordsInEverySlice) {
  edit({{.kind = EditKind::kMerge, .topics = {3, 1}, .name = {}, .words = {}, .created_at = {}},
        {.kind = EditKind::kStopWords, .topics = {}, .name = {}, .words = {"bee", "fox"}, .created_at = {}}});
  const SliceTopics topics = open();
  EXPECT_EQ(topics.vocabulary(), (std::vector<std::string>{"ant", "cat", "dog", "elk"}));
  ASSERT_EQ(topics.topics(), 4u);
  const std::vector<std::vector<size_t>> members = {{0}, {2}, {1, 3}, {4}};  // by rising number: 0, 2, 3, 4
  const std::vector<size_t> kept = {0, 2, 3, 4};
  for (size_t t = 0; t < kSlices; ++t) {
    const math::Matrix<float> slice = topics.beta(t);
    for (size_t i = 0; i < members.size(); ++i) {
      std::vector<double> row(kept.size());
      double sum = 0;
      for (size_t v = 0; v < kept.size(); ++v) {
        for (const size_t k : members[i]) row[v] += kShares[k] * beta(t, k, kept[v]);
        sum += row[v];
      }
      for (size_t v = 0; v < kept.size(); ++v) EXPECT_NEAR(double{slice(i, v)}, row[v] / sum, 1e-6);
    }
  }
}

TEST_F(SliceTopicsTest, IsNothingForAModelWithoutSlicesAndRefusesWhatDoesNotFit) {
  write_beta({kSlices * kTopics, kWords.size()});
  EXPECT_FALSE(SliceTopics::open(folder_.path()).value().has_value());
  write_beta({kSlices, kWords.size(), kTopics});
  EXPECT_EQ(SliceTopics::open(folder_.path()).error().kind, ErrorKind::kBadInput);
  write_beta({kTopics, kSlices, kWords.size()});  // four topics, five are named
  EXPECT_EQ(SliceTopics::open(folder_.path()).error().kind, ErrorKind::kBadInput);
}

// Four years of 60 documents each.
TopicTimes times_of(size_t topics) {
  TopicTimes times;
  for (int32_t t = 0; t < static_cast<int32_t>(kSlices); ++t)
    times.slices.push_back({std::to_string(2000 + t), 10957 + 365 * t, 10957 + 365 * (t + 1)});
  times.shares.documents.assign(kSlices, 60);
  times.shares.tokens.assign(kSlices, 4000);
  times.shares.share = times.shares.low = times.shares.high = math::Matrix<double>(kSlices, topics);
  times.shares.share.fill(0.2);
  return times;
}

TEST_F(SliceTopicsTest, WordDriftIsWrittenTopicByTopic) {
  ThreadPool pool(1);
  const SliceTopics topics = open();
  const TopicTimes times = times_of(kTopics);
  const std::vector<uint32_t> ids = {0, 1, 2, 3, 4};
  const auto drift = word_drift_of(pool, topics, times, ids, folder_.path());
  ASSERT_TRUE(drift.ok()) << drift.error().message;
  const std::string path = folder_.file("word_drift.csv");
  ASSERT_TRUE(write_word_drift(path, drift.value(), times, ids, topics.vocabulary()).ok());
  const std::string text = read_file(path).value();
  EXPECT_TRUE(text.starts_with("topic,slice,label,change,rank,word,probability,before,z\n0,,,rising,1,"));
  size_t rows = 0;
  ASSERT_TRUE(for_each_drift_row(drift.value(), [&](const DriftRow& row) {
                const std::string change(row.change);
                const std::string slice =
                    row.slice.has_value() ? fmt::format("{},{}", *row.slice, 2000 + *row.slice) : ",";
                EXPECT_NE(text.find(fmt::format("\n{},{},{},{},{},", row.topic, slice, change, row.rank,
                                                kWords[row.word])),
                          text.npos);
                EXPECT_EQ(row.before.has_value(), change != "top");
                ++rows;
                return Status();
              }).ok());
  EXPECT_EQ(static_cast<size_t>(std::count(text.begin(), text.end(), '\n')), rows + 1);
  EXPECT_GT(rows, kTopics * kSlices * kWords.size());  // beside the top words some change
  const TopicTimes fewer = times_of(kTopics - 1);
  EXPECT_EQ(word_drift_of(pool, topics, fewer, ids, folder_.path()).error().kind, ErrorKind::kBadInput);
  const std::vector<uint32_t> some = {0, 2, 3, 4};
  const auto of_some = word_drift_of(pool, topics, fewer, some, folder_.path());
  ASSERT_TRUE(of_some.ok());
  EXPECT_EQ(of_some.value()[1].top[2][0].probability, drift.value()[2].top[2][0].probability);
}

}  // namespace
}  // namespace theta::engine
