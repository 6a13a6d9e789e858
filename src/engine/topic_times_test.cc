#include "engine/topic_times.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/importer.h"
#include "engine/edits.h"
#include "engine/model_files.h"
#include "engine/model_slices.h"
#include "engine/small_model_reference.h"
#include "engine/time_tables.h"
#include "engine/training.h"

namespace theta::engine {
namespace {

// A model of texts from eight years; every tenth text is undated.
class TrainedTimes : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    std::string csv = "text,when\n";
    for (size_t row = 0; row < 160; ++row) {
      csv += small_text(row) + "," + (row % 10 == 9 ? std::string("soon") : std::to_string(1990 + row / 20)) +
             "\n";
    }
    ASSERT_TRUE(write_file_atomic(folder_->file("texts.csv"), csv).ok());
    ThreadPool pool(1);
    corpus::ImportOptions import;
    import.columns.text = {"text"};
    import.columns.time = "when";
    ASSERT_TRUE(corpus::import_text(folder_->file("texts.csv"), folder_->file("corpus"), import, pool,
                                    nullptr, nullptr)
                    .ok());
    TrainOptions options;
    options.model = "lda";
    options.num_topics = 4;
    options.epochs = 20;
    options.time_bin = "4";
    const RunEnvironment environment{pool, nullptr, nullptr, {}, {}};
    ASSERT_TRUE(train(folder_->file("corpus"), folder_->file("model"), options, environment).ok());
  }
  static void TearDownTestSuite() { delete folder_; }
  static std::string model() { return folder_->file("model"); }
  static TopicTimes times(const corpus::TimeBinChoice& choice = {}) {
    ThreadPool pool(1);
    return *topic_times_of(pool, open_view(model()).value(), choice).value();
  }
  static std::string table(const TopicTimes& times) {
    std::vector<uint32_t> ids;
    for (uint32_t k = 0; k < times.shares.share.cols(); ++k) ids.push_back(k);
    EXPECT_TRUE(write_topic_times(folder_->file("table.csv"), times, ids).ok());
    return read_file(folder_->file("table.csv")).value();
  }

  static TemporaryFolder* folder_;
};
TemporaryFolder* TrainedTimes::folder_ = nullptr;

TEST_F(TrainedTimes, AreInTheFolderAndInItsManifest) {
  const formats::Json manifest = formats::read_json(join_path(model(), kManifestFile)).value();
  EXPECT_EQ(manifest["time"]["bin"], "equal");
  EXPECT_EQ(manifest["time"]["undated"], 16);
  ASSERT_EQ(manifest["time"]["slices"].size(), 4u);
  EXPECT_EQ(manifest["time"]["slices"][1]["first"], "1992-01-01");
  EXPECT_EQ(manifest["time"]["slices"][0]["end"], "1992-01-01");
  EXPECT_EQ(manifest["time"]["slices"][0]["documents"], 36);
  for (const std::string_view file : {kTopicTimesFile, kTopicLifeFile})
    EXPECT_TRUE(manifest["files"].contains(std::string(file))) << file;
  EXPECT_FALSE(manifest["files"].contains(std::string(kWordDriftFile)));
}

TEST_F(TrainedTimes, OfAViewAreThoseOfTheRunToTheLastByte) {
  EXPECT_EQ(table(times()), read_file(join_path(model(), kTopicTimesFile)).value());
}

TEST_F(TrainedTimes, FollowAWishForOtherSlices) {
  EXPECT_EQ(times({corpus::TimeBin::kYear, 0}).slices.size(), 8u);
}

TEST_F(TrainedTimes, OfMergedTopicsAreSums) {
  const TopicTimes before = times();
  Edit merge{EditKind::kMerge};
  merge.topics = {1, 3};
  ASSERT_TRUE(append_edit(model(), merge).ok());
  const TopicTimes after = times();
  ASSERT_TRUE(append_edit(model(), Edit{EditKind::kUndo}).ok());
  ASSERT_EQ(after.shares.share.cols(), 3u);
  for (size_t t = 0; t < 4; ++t) {
    EXPECT_NEAR(after.shares.share(t, 1), before.shares.share(t, 1) + before.shares.share(t, 3), 1e-6);
    EXPECT_GE(after.shares.high(t, 1), after.shares.share(t, 1));
  }
}

TEST(SlicesOfManifest, AreReadBackOrRefused) {
  TopicTimes times;
  times.bin = corpus::TimeBin::kEqualCounts;
  times.slices = {{"a", 0, 5}, {"b", 5, 900}};
  times.shares.documents = times.shares.tokens = {1, 2};
  formats::Json manifest = {{"time", time_json(times)}};
  const auto slices = slices_of_manifest(manifest).value();
  ASSERT_TRUE(slices.has_value());
  EXPECT_EQ(slices->bin, corpus::TimeBin::kEqualCounts);
  EXPECT_EQ(slices->slices[1].label, "b");
  EXPECT_EQ(slices->slices[1].end, 900);
  EXPECT_FALSE(slices_of_manifest({{"model", "lda"}}).value().has_value());
  manifest["time"]["slices"][1]["first"] = "1970-01-02";  // inside the first
  EXPECT_EQ(slices_of_manifest(manifest).error().kind, ErrorKind::kBadInput);
  EXPECT_FALSE(slices_of_manifest({{"time", {{"bin", "year"}, {"slices", formats::Json::array()}}}}).ok());
  EXPECT_FALSE(slices_of_manifest({{"time", 7}}).ok());
}

}  // namespace
}  // namespace theta::engine
