#include "database/wait_watch.h"

#include <gtest/gtest.h>

namespace theta::database {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Time = WaitWatch::Clock::time_point;

TEST(WaitWatch, LeaseIsOverWhenItsNumberStandsStill) {
  WaitWatch watch(seconds(30));
  const TaskId task = TaskId::random();
  Time now = Time() + seconds(1000000);
  EXPECT_TRUE(watch.look({{task, 1, 0, 0}}, now).empty()) << "just seen, whatever was before";
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(watch.look({{task, 1, 0, 0}}, now += seconds(5)).empty());
  EXPECT_TRUE(watch.look({{task, 1, 1, 0}}, now += seconds(5)).empty()) << "a heartbeat at the last moment";
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(watch.look({{task, 1, 1, 0}}, now += seconds(5)).empty());
  EXPECT_EQ(watch.look({{task, 1, 1, 0}}, now += seconds(5)).size(), 1u);
}

TEST(WaitWatch, AnotherHolderStartsAnew) {
  WaitWatch watch(seconds(10));
  const TaskId task = TaskId::random();
  (void)watch.look({{task, 1, 3, 0}}, Time());
  EXPECT_TRUE(watch.look({{task, 2, 3, 0}}, Time() + seconds(10)).empty());
  EXPECT_TRUE(watch.look({}, Time() + seconds(15)).empty());
  EXPECT_TRUE(watch.look({{task, 2, 3, 0}}, Time() + seconds(20)).empty())
      << "forgotten while it was not there";
}

TEST(WaitWatch, FrozenWatcherDoesNotTakeOthersForDead) {
  WaitWatch watch(seconds(30));
  const TaskId task = TaskId::random();
  (void)watch.look({{task, 1, 0, 0}}, Time());
  // Both were stopped for an hour, and the watcher looks before the holder's first heartbeat.
  EXPECT_TRUE(watch.look({{task, 1, 0, 0}}, Time() + seconds(3600)).empty());
  EXPECT_TRUE(watch.look({{task, 1, 0, 0}}, Time() + seconds(3605)).empty());
  EXPECT_TRUE(watch.look({{task, 1, 1, 0}}, Time() + seconds(3610)).empty());
}

TEST(WaitWatch, DelayHasItsOwnLength) {
  WaitWatch watch(seconds(30));
  const TaskId soon = TaskId::random();
  const TaskId late = TaskId::random();
  const std::vector<Wait> waits = {{soon, 1, 0, 1500}, {late, 1, 0, 60000}};
  EXPECT_TRUE(watch.look(waits, Time()).empty());
  EXPECT_TRUE(watch.look(waits, Time() + seconds(1)).empty());
  const auto over = watch.look(waits, Time() + milliseconds(1500));
  ASSERT_EQ(over.size(), 1u);
  EXPECT_EQ(over[0].task, soon);
}

}  // namespace
}  // namespace theta::database
