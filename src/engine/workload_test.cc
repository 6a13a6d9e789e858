#include "engine/workload.h"

#include <gtest/gtest.h>

#include "engine/effort.h"
#include "engine/pace.h"

namespace theta::engine {
namespace {

using formats::Json;

CorpusShape news() {
  return {.documents = 10'000, .vocabulary_size = 5000, .tokens = 800'000, .non_zeros = 500'000};
}

Workload planned(const TrainOptions& options, const CorpusShape& corpus = news()) {
  return plan_workload(options, corpus).value();
}

std::string refusal(const TrainOptions& options, const CorpusShape& corpus = news()) {
  const Result<Workload> work = plan_workload(options, corpus);
  return work.ok() ? "ok" : work.error().message;
}

Json manifest_of(const std::string& model, double seconds_per_epoch) {
  return {{"model", model},
          {"epochs_done", 10},
          {"parameters",
           {{"num_topics", 20},
            {"epochs", 50},
            {"batch_size", 500},
            {"hidden_size", 200},
            {"embedding_size", 100}}},
          {"corpus",
           {{"documents", 10'000}, {"vocabulary_size", 5000}, {"tokens", 800'000}, {"non_zeros", 500'000}}},
          {"timings",
           {{"initialise_seconds", 1.0},
            {"measure_seconds", 2.0},
            {"training_seconds", 4.0},
            {"seconds_per_epoch", seconds_per_epoch},
            {"threads", 2}}}};
}

TEST(Workload, FollowsFromTheCorpusAsTheTrainingDoes) {
  const Workload work = planned({});
  EXPECT_EQ(work.model, "etm");
  EXPECT_EQ(work.num_topics, 37u);   // 0.4 sqrt(8500 documents to train on)
  EXPECT_EQ(work.batch_size, 386u);  // 8500 / 22
  EXPECT_TRUE(work.spectral);
  EXPECT_FALSE(work.neighbours);
}

TEST(Workload, TakesTheModelThatTheRuleTakes) {
  CorpusShape small = news();
  small.documents = 300;
  EXPECT_EQ(planned({}, small).model, "lda");
  CorpusShape dated = news();
  dated.slices = 12;
  EXPECT_EQ(planned({}, dated).model, "etm") << "most rows have no date";
  dated.time = "a time column was found";
  EXPECT_EQ(planned({}, dated).model, "detm");
  EXPECT_EQ(planned({.model = "lda"}, dated).model, "lda");
}

TEST(Workload, RefusesWhatTheTrainingWouldRefuse) {
  EXPECT_NE(refusal({.num_topics = 9000}).find("only 8500 documents"), std::string::npos);
  EXPECT_NE(refusal({.num_topics = 6000}).find("only 5000 words"), std::string::npos);
  EXPECT_NE(refusal({.model = "detm"}).find("no dates"), std::string::npos);
  EXPECT_NE(refusal({.learning_rate = -1.0}).find("--learning-rate"), std::string::npos);
  EXPECT_NE(refusal({}, {}).find("no document"), std::string::npos);
}

TEST(Workload, OfAModelIsInItsManifest) {
  const Workload work = finished_workload(manifest_of("etm", 0.5)).value();
  EXPECT_EQ(work.epochs, 10u) << "those that were done, not those that were planned";
  EXPECT_EQ(work.corpus.tokens, 800'000u);
  EXPECT_EQ(finished_workload(Json::object()).error().kind, ErrorKind::kBadInput);
}

TEST(Effort, GrowsWithEpochsAndTopics) {
  const Effort once = effort_of(planned({.num_topics = 20, .epochs = 10}));
  const Effort longer = effort_of(planned({.num_topics = 20, .epochs = 20}));
  EXPECT_DOUBLE_EQ(longer.model() - longer.around, 2 * (once.model() - once.around));
  EXPECT_GT(effort_of(planned({.num_topics = 40, .epochs = 10})).epoch, once.epoch);
  EXPECT_GT(effort_of(planned({.model = "lda", .num_topics = 40})).epoch,
            effort_of(planned({.model = "lda", .num_topics = 20})).epoch);
}

// 20 Newsgroups with a vocabulary of 3072 words and 50 topics, as it was measured: 0.30 s an epoch on one
// thread for the 11,214 documents that its own split trains on, of the 16,345 that are counted here.
TEST(Effort, IsNearWhatWasMeasured) {
  const CorpusShape corpus = {
      .documents = 18'845, .vocabulary_size = 3072, .tokens = 1'522'460, .non_zeros = 1'006'135};
  const Workload work = planned({.model = "etm", .num_topics = 50}, corpus);
  EXPECT_NEAR(effort_of(work).epoch, 0.30 * 16'345 / 11'214, 0.15);
  EXPECT_NEAR(effort_of(work).around, 2.1, 0.8);
  EXPECT_NEAR(static_cast<double>(memory_of(work)), 114e6, 15e6);
}

TEST(Effort, OfTextsHasTheirImport) {
  CorpusShape texts = news();
  texts.characters = 10'000'000;
  EXPECT_GT(effort_of(planned({}, texts)).importing, 0);
  EXPECT_EQ(effort_of(planned({})).importing, 0);
}

TEST(Effort, ThreadsShareAllButAPart) {
  EXPECT_DOUBLE_EQ(clock_seconds(10, 1), 10);
  EXPECT_DOUBLE_EQ(clock_seconds(10, 2), 5.5);
  EXPECT_GE(clock_seconds(10, 1000), 1);
}

TEST(Pace, IsOpenWithoutARun) {
  const Pace pace = pace_of({}, "etm");
  EXPECT_EQ(pace.runs, 0u);
  EXPECT_LT(pace.low, 1);
  EXPECT_GT(pace.high, 1);
}

TEST(Pace, NarrowsAroundTheRunsThatAgree) {
  const std::vector<MeasuredRun> one = {{"etm", 10, 20}};
  const std::vector<MeasuredRun> many(10, {"etm", 10, 20});
  const Pace first = pace_of(one, "etm");
  const Pace later = pace_of(many, "etm");
  EXPECT_LT(first.low, 2);
  EXPECT_GT(first.high, 2);
  EXPECT_GT(later.low, first.low);
  EXPECT_LT(later.high, first.high);
  EXPECT_NEAR(later.low * later.high, 4, 1e-9) << "the median lies in the middle";
}

TEST(Pace, PrefersRunsOfTheSameModel) {
  const std::vector<MeasuredRun> runs = {{"lda", 10, 10}, {"lda", 10, 10}, {"etm", 10, 30}};
  EXPECT_TRUE(pace_of(runs, "etm").same_model);
  EXPECT_EQ(pace_of(runs, "etm").runs, 1u);
  EXPECT_GT(pace_of(runs, "etm").low, 1.5);
  EXPECT_FALSE(pace_of(runs, "detm").same_model);
  EXPECT_EQ(pace_of(runs, "detm").runs, 3u);
}

TEST(Pace, OneSlowRunDoesNotMoveTheMiddle) {
  std::vector<MeasuredRun> runs(9, {"etm", 10, 10});
  runs.push_back({"etm", 10, 200});
  const Pace pace = pace_of(runs, "etm");
  EXPECT_NEAR(pace.low * pace.high, 1, 1e-9);
}

TEST(Pace, ReadsManifestsAndLeavesOutWhatSaysNothing) {
  std::vector<MeasuredRun> runs;
  add_measured_run(manifest_of("etm", 0.5), runs);
  add_measured_run(Json::object(), runs);
  Json silent = manifest_of("etm", 0.5);
  silent.erase("timings");
  add_measured_run(silent, runs);
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_DOUBLE_EQ(runs[0].seconds, 1 + 2 + 10 * 0.5) << "it went on from a checkpoint";
  add_measured_run(manifest_of("etm", 0.1), runs);
  EXPECT_DOUBLE_EQ(runs[1].seconds, 1 + 2 + 4) << "some epochs were slow";
}

}  // namespace
}  // namespace theta::engine
