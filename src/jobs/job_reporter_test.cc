#include "jobs/job_reporter.h"

#include <gtest/gtest.h>

#include <functional>

#include "base/temporary_folder.h"
#include "storage/local_store.h"

namespace theta::jobs {
namespace {

using std::chrono::milliseconds;

class Reporting : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(store().put(prefix_ + "job.json", "{}").ok()); }

  storage::ObjectStore& store() { return *store_; }
  AttemptFolder folder() { return {store(), prefix_}; }
  static bool wait(const std::function<bool()>& condition) {
    for (int i = 0; i < 500 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(10));
    return condition();
  }

  TemporaryFolder temporary_;
  std::unique_ptr<storage::LocalStore> store_ =
      storage::LocalStore::open_folder(temporary_.file("store")).value();
  const std::string prefix_ = attempt_prefix("tasks/1/abc/", 7);
  StopFlag interrupt_;
  StopFlag stop_;
  const JobReporter::Options quick_{milliseconds(20), std::nullopt};
};

TEST_F(Reporting, LinesAreNumberedAndTheEndIsTold) {
  {
    JobReporter reporter(folder(), quick_, interrupt_, stop_);
    reporter.add("a");
    reporter.add("b");
    EXPECT_TRUE(wait([&] { return folder().progress().value().lines.size() == 2; }));
    EXPECT_FALSE(folder().progress().value().exit_code.has_value());
    reporter.add("c");
    ASSERT_TRUE(reporter.finish(3).ok());
  }
  const JobProgress progress = folder().progress().value();
  EXPECT_EQ(progress.first, 0U);
  EXPECT_EQ(progress.lines, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(progress.exit_code, 3);
  EXPECT_FALSE(stop_.requested());
}

TEST_F(Reporting, ASecondRunOfTheAttemptGoesOnWithTheNumbers) {
  {
    JobReporter reporter(folder(), quick_, interrupt_, stop_);
    for (int i = 0; i < 1200; ++i) reporter.add(std::to_string(i));
    ASSERT_TRUE(reporter.finish(1).ok());
  }
  JobReporter reporter(folder(), quick_, interrupt_, stop_);
  reporter.add("1200");
  EXPECT_TRUE(wait([&] { return folder().progress().value().lines.back() == "1200"; }));
  const JobProgress progress = folder().progress().value();
  EXPECT_EQ(progress.first + progress.lines.size(), 1201U);
  EXPECT_EQ(progress.lines.size(), 1000U);
  EXPECT_FALSE(progress.exit_code.has_value());
}

TEST_F(Reporting, ALongStoryKeepsItsEndOnly) {
  JobReporter reporter(folder(), quick_, interrupt_, stop_);
  for (int i = 0; i < 40; ++i) reporter.add(std::string(size_t{64} << 10, 'x'));
  ASSERT_TRUE(reporter.finish(0).ok());
  const JobProgress progress = folder().progress().value();
  EXPECT_EQ(progress.first + progress.lines.size(), 40U);
  EXPECT_EQ(progress.lines.size(), 16U);
}

TEST_F(Reporting, StopsForAMarkerALaterAttemptOrALostDescription) {
  JobReporter reporter(folder(), quick_, interrupt_, stop_);
  ASSERT_TRUE(store().put(attempt_prefix("tasks/1/abc/", 6) + "job.json", "{}").ok());
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_FALSE(stop_.requested());
  EXPECT_EQ(folder().reason_to_stop().value(), "");
  ASSERT_TRUE(store().put(attempt_prefix("tasks/1/abc/", 10) + "job.json", "{}").ok());
  EXPECT_TRUE(wait([&] { return stop_.requested(); }));
  EXPECT_EQ(reporter.reason(), "a later attempt has taken over");
  ASSERT_TRUE(folder().cancel().ok());
  EXPECT_EQ(folder().reason_to_stop().value(), "cancelled");
  ASSERT_TRUE(store().remove(prefix_ + "cancel").ok());
  ASSERT_TRUE(store().remove(prefix_ + "job.json").ok());
  EXPECT_EQ(folder().reason_to_stop().value(), "its description was removed");
}

TEST_F(Reporting, StopsForASignalWithoutAReasonOfItsOwn) {
  JobReporter reporter(folder(), quick_, interrupt_, stop_);
  interrupt_.request();
  EXPECT_TRUE(wait([&] { return stop_.requested(); }));
  EXPECT_EQ(reporter.reason(), "");
}

TEST_F(Reporting, StopsInTimeBeforeItsRightsEnd) {
  const JobReporter::Options soon{milliseconds(20),
                                  std::chrono::system_clock::now() + std::chrono::seconds(121)};
  JobReporter reporter(folder(), soon, interrupt_, stop_);
  EXPECT_FALSE(stop_.requested());
  EXPECT_TRUE(wait([&] { return stop_.requested(); }));
  EXPECT_EQ(reporter.reason(), "its rights to the bucket end");
}

TEST_F(Reporting, DamagedProgressIsAnError) {
  ASSERT_TRUE(store().put(prefix_ + "progress.json", "{\"first\": -").ok());
  EXPECT_EQ(folder().progress().error().kind, ErrorKind::kBadInput);
  ASSERT_TRUE(store().put(prefix_ + "progress.json", "{\"first\": 0}").ok());
  EXPECT_EQ(folder().progress().error().kind, ErrorKind::kBadInput);
}

}  // namespace
}  // namespace theta::jobs
