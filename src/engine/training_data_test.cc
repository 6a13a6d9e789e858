#include "engine/training_data.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/importer.h"

namespace theta::engine {
namespace {

class TrainingTimes : public testing::Test {
 protected:
  // A corpus of one text for each date.
  void import(const std::vector<std::string>& dates, bool with_column = true) {
    std::string csv = "text,when\n";
    for (size_t i = 0; i < dates.size(); ++i) {
      csv += fmt::format("harbour ship anchor sail captain{},{}\n", i, dates[i]);
    }
    ASSERT_TRUE(write_file_atomic(folder_.file("texts.csv"), csv).ok());
    corpus::ImportOptions options;
    options.columns.text = {"text"};
    if (with_column) options.columns.time = "when";
    ThreadPool pool(1);
    ASSERT_TRUE(corpus::import_text(folder_.file("texts.csv"), folder_.file("corpus"), options, pool, nullptr,
                                    nullptr)
                    .ok());
  }
  Result<TrainingData> load(const std::string& bin) const {
    return load_training_data(folder_.file("corpus"), bin);
  }
  TemporaryFolder folder_;
};

TEST_F(TrainingTimes, CutsTheTimeOfAllDocuments) {
  import({"2001", "soon", "2003", "2003", ""});
  const Result<TrainingData> data = load("auto");
  ASSERT_TRUE(data.ok()) << data.error().message;
  ASSERT_TRUE(data.value().times.has_value());
  EXPECT_EQ(data.value().times->slices.size(), 3u);  // 2002 keeps its place
  constexpr uint32_t kNone = corpus::TimeSlices::kNoSlice;
  EXPECT_EQ(data.value().times->of_document, (std::vector<uint32_t>{0, kNone, 2, 2, kNone}));
  EXPECT_EQ(data.value().dates.count(corpus::DateState::kUnread), 1u);
  EXPECT_EQ(load("2").value().times->slices.size(), 2u);
}

TEST_F(TrainingTimes, SaysWhichSlicesDoNotFitTheDates) {
  import({"2001", "2003"});
  const Result<TrainingData> data = load("month");
  ASSERT_FALSE(data.ok());
  EXPECT_EQ(data.error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(data.error().message, "--time-bin month: some dates name only a year; use --time-bin year");
  EXPECT_EQ(load("hour").error().kind, ErrorKind::kUsage);
}

TEST_F(TrainingTimes, GoesWithoutSlicesUnlessTheyAreAskedFor) {
  import({"soon", ""});
  ASSERT_TRUE(load("auto").ok());
  EXPECT_FALSE(load("auto").value().times.has_value());
  EXPECT_EQ(load("auto").value().dates.undated(), 2u);
  EXPECT_NE(load("year").error().message.find("none of the 2 rows"), std::string::npos);
}

TEST_F(TrainingTimes, OneDayIsOneSlice) {
  import({"2001-02-03", "2001-02-03"});
  EXPECT_EQ(load("auto").value().times->slices.size(), 1u);
  EXPECT_EQ(load("12").value().times->slices.size(), 1u);
}

}  // namespace
}  // namespace theta::engine
