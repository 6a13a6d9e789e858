#include "tasks/job_end.h"

#include <gtest/gtest.h>

#include <csignal>

namespace theta::tasks {
namespace {

constexpr uint64_t kLimit = uint64_t{512} << 20;

JobEnd exit_with(int code, const formats::Json& said = nullptr, const std::string& line = "") {
  return judge(code << 8, said, line, kLimit);
}

TEST(JobEnd, SkippedRowsAreSuccess) {
  EXPECT_EQ(exit_with(0).verdict, Verdict::kDone);
  EXPECT_EQ(exit_with(3).verdict, Verdict::kDone);
}

TEST(JobEnd, StoppedJobsAreGivenBack) {
  for (const int code : {130, 143}) EXPECT_EQ(exit_with(code).verdict, Verdict::kReleased);
  EXPECT_EQ(judge(SIGTERM, nullptr, "", kLimit).verdict, Verdict::kReleased);
}

TEST(JobEnd, BadInputIsFinalAndInItsOwnWords) {
  const JobEnd end = exit_with(4, {{"kind", "bad_input"}, {"message", "s.csv, row 3: no text"}});
  EXPECT_EQ(end.verdict, Verdict::kFailed);
  EXPECT_EQ(end.failure.code, "bad_input");
  EXPECT_EQ(end.failure.message, "s.csv, row 3: no text");
  EXPECT_FALSE(end.failure.retry);
}

TEST(JobEnd, OtherFailuresAreTriedAgain) {
  for (const int code : {1, 5, 6, 7, 8, 9, 127}) {
    const JobEnd end = exit_with(code, nullptr, "no space left");
    EXPECT_TRUE(end.failure.retry) << code;
    EXPECT_EQ(end.failure.message, fmt::format("it ended with exit code {}: no space left", code));
  }
  const JobEnd crash = judge(SIGSEGV, nullptr, "", kLimit);
  EXPECT_TRUE(crash.failure.retry);
  EXPECT_EQ(crash.failure.code, "crashed");
  EXPECT_EQ(judge(SIGKILL, nullptr, "", kLimit).failure.code, "killed");
}

TEST(JobEnd, MemoryThatDoesNotSufficeIsFinal) {
  const JobEnd end = exit_with(6, nullptr, "theta: out of memory; try a smaller --vocab-size");
  EXPECT_EQ(end.failure.code, "out_of_memory");
  EXPECT_FALSE(end.failure.retry);
  EXPECT_NE(end.failure.message.find("512 MiB"), std::string::npos);
  EXPECT_TRUE(judge(6 << 8, nullptr, "out of memory", 0).failure.retry)
      << "no limit of ours: others may have taken it";
}

TEST(JobEnd, WhatTheRequestIsToBlameForIsFinal) {
  EXPECT_FALSE(failure_of(bad_input("x")).retry);
  EXPECT_FALSE(failure_of(not_found("x")).retry);
  EXPECT_TRUE(failure_of(make_error(ErrorKind::kExhausted, "disk full")).retry);
  EXPECT_EQ(failure_of(make_error(ErrorKind::kExhausted, "disk full")).code, "exhausted");
}

}  // namespace
}  // namespace theta::tasks
