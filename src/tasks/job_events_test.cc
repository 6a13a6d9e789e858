#include "tasks/job_events.h"

#include <gtest/gtest.h>

#include "tasks/line_splitter.h"

namespace theta::tasks {
namespace {

using std::chrono::seconds;

const JobEvents::Clock::time_point kStart{};

TEST(JobEvents, ProgressHasFractionMessageAndTimeLeft) {
  JobEvents events(0);
  events.take_output(
      R"({"event":"progress","stage":"training","done":0,"total":20,"unit":"epochs","detail":""})", false,
      kStart);
  EXPECT_EQ(events.progress().step, "training");
  EXPECT_DOUBLE_EQ(events.progress().fraction, 0.1);
  EXPECT_EQ(events.progress().message, "0 of 20 epochs");
  events.take_output(R"({"event":"epoch","epoch":5,"loss":1.0})", false, kStart + seconds(10));
  EXPECT_DOUBLE_EQ(events.progress().fraction, 0.1 + 0.85 * 5 / 20);
  EXPECT_EQ(events.progress().message, "5 of 20 epochs; about 30 s left");
  const auto lines = events.take_events();
  ASSERT_EQ(lines.size(), 3u);
  const auto status = formats::parse_json(lines[2], "").value();
  EXPECT_EQ(status["event"], "status");
  EXPECT_EQ(status["eta_seconds"], 30.0);
  EXPECT_FALSE(events.has_news());
  EXPECT_TRUE(events.take_events().empty());
}

TEST(JobEvents, ResumedTrainingIsMeasuredFromWhereItBegan) {
  JobEvents events(0.7);
  events.take_output(R"({"event":"progress","stage":"training","done":10,"total":20,"unit":"epochs"})", false,
                     kStart);
  EXPECT_EQ(events.progress().fraction, 0.7) << "it never falls";
  events.take_output(R"({"event":"epoch","epoch":15})", false, kStart + seconds(5));
  EXPECT_EQ(events.progress().message, "15 of 20 epochs; about 5 s left");
  EXPECT_DOUBLE_EQ(events.progress().fraction, 0.1 + 0.85 * 15 / 20);
}

TEST(JobEvents, MessagesAndErrorsAreLogged) {
  JobEvents events(0);
  events.take_output(R"({"event":"message","text":"s.csv, row 3: no text"})", false, kStart);
  events.take_output(R"({"event":"error","kind":"bad_input","message":"no rows"})", false, kStart);
  events.take_error("theta: no rows");
  EXPECT_EQ(events.take_log(),
            (std::vector<std::string>{"s.csv, row 3: no text", "no rows", "theta: no rows"}));
  EXPECT_EQ(events.error()["kind"], "bad_input");
  EXPECT_EQ(events.last_error_line(), "theta: no rows");
}

TEST(JobEvents, StrangeOutputHarmsNobody) {
  JobEvents events(0);
  for (const std::string& line :
       {std::string("{"), std::string("[1]"), std::string("\xff\0x", 3), std::string("17"),
        std::string(R"({"event":5})"), std::string(R"({"event":"progress","stage":7,"done":"x"})"),
        std::string(R"({"event":"epoch","epoch":3})")})
    events.take_output(line, false, kStart);
  events.take_output(R"({"event":"epoch","epoch":3})", true, kStart);
  EXPECT_EQ(events.take_log(),
            (std::vector<std::string>{"{", "[1]", "??x", "17", R"({"event":"epoch","epoch":3})"}));
  EXPECT_LE(events.progress().fraction, 1);
}

TEST(JobEvents, WhatWaitsIsBounded) {
  JobEvents events(0);
  for (int i = 0; i < 3000; ++i) events.take_error(std::to_string(i));
  std::vector<std::string> log = events.take_log();
  EXPECT_LE(log.size(), JobEvents::kMostWaiting);
  EXPECT_EQ(log.back(), "2999");
  events.take_error("newer");
  events.put_back_log(std::move(log));
  log = events.take_log();
  EXPECT_LE(log.size(), JobEvents::kMostWaiting);
  EXPECT_EQ(log.back(), "newer");
  EXPECT_EQ(log[log.size() - 2], "2999");
}

TEST(LineSplitter, CutsAtAnyPieceAndBoundsLines) {
  const std::string text = "one\n\ntwo two\n" + std::string(25, 'x') + "\nlast";
  for (size_t piece = 1; piece <= text.size(); ++piece) {
    std::vector<std::pair<std::string, bool>> lines;
    LineSplitter splitter(10, [&](const std::string& line, bool cut) { lines.emplace_back(line, cut); });
    for (size_t at = 0; at < text.size(); at += piece)
      splitter.push(std::string_view(text).substr(at, piece));
    splitter.finish();
    const std::vector<std::pair<std::string, bool>> expected = {
        {"one", false}, {"", false}, {"two two", false}, {std::string(10, 'x'), true}, {"last", false}};
    EXPECT_EQ(lines, expected) << piece;
  }
}

}  // namespace
}  // namespace theta::tasks
