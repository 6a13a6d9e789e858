#include "server/task_estimate.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/temporary_folder.h"

namespace theta::server {
namespace {

using formats::Json;

EstimatedTask task_of(size_t runs) {
  engine::Workload work = {.model = "lda", .reason = "asked for", .num_topics = 20, .epochs = 100};
  work.corpus = {.documents = 1000, .vocabulary_size = 500, .tokens = 50'000, .non_zeros = 40'000};
  return {.runs = std::vector<engine::Workload>(runs, work), .type = "stability"};
}

TrainingTerms terms_with(const PriceTable& prices) {
  return {.threads = 2, .memory_bytes = 1000, .prices = prices};
}

class Prices : public testing::Test {
 protected:
  std::string problem(const std::string& text) {
    std::ofstream(folder_.file("prices.json")) << text;
    const Result<PriceTable> table = read_price_table(folder_.file("prices.json"));
    return table.ok() ? "ok" : table.error().message;
  }

  TemporaryFolder folder_;
};

TEST_F(Prices, NamesWhatIsWrong) {
  EXPECT_EQ(problem(R"({"currency": "CNY", "per_hour": {"a": 9.5}, "trains_on": "a"})"), "ok");
  EXPECT_EQ(problem(R"({"currency": "CNY", "per_hour": {}})"), "ok");
  EXPECT_NE(problem(R"({"currency": "yuan", "per_hour": {}})").find("currency"), std::string::npos);
  EXPECT_NE(problem(R"({"currency": "CNY"})").find("per_hour: is missing"), std::string::npos);
  EXPECT_NE(problem(R"({"currency": "CNY", "per_hour": {"a": "b"}})").find("per_hour: a"), std::string::npos);
  EXPECT_NE(problem(R"({"currency": "CNY", "per_hour": {"a": -1}})").find("per_hour: a"), std::string::npos);
  EXPECT_NE(problem(R"({"currency": "CNY", "per_hour": {"a": 1}, "trains_on": "b"})").find("trains_on"),
            std::string::npos);
  EXPECT_NE(problem(R"({"currency": "CNY", "per_hour": {}, "more": 1})").find("more"), std::string::npos);
  EXPECT_NE(problem("[]"), "ok");
}

TEST(TaskEstimate, TakesItsCostFromTimeAndPrice) {
  const PriceTable prices = {.currency = "CNY", .per_hour = {{"gpu", 3600}}, .trains_on = "gpu"};
  const Json answer = estimate_json(task_of(1), {}, terms_with(prices));
  EXPECT_EQ(answer["cost"]["currency"], "CNY");
  EXPECT_EQ(answer["cost"]["low"], answer["seconds"]["low"]) << "a second costs one";
  EXPECT_EQ(answer["cost"]["high"], answer["seconds"]["high"]);
  EXPECT_TRUE(answer["cost_reason"].is_null());
}

TEST(TaskEstimate, SaysWhyItHasNoCost) {
  const Json without = estimate_json(task_of(1), {}, {.threads = 2});
  EXPECT_TRUE(without["cost"].is_null());
  EXPECT_NE(without["cost_reason"].get<std::string>().find("--price-table"), std::string::npos);
  const Json own = estimate_json(task_of(1), {}, terms_with({.currency = "CNY", .per_hour = {}}));
  EXPECT_TRUE(own["cost"].is_null());
  EXPECT_NE(own["cost_reason"].get<std::string>().find("trains_on"), std::string::npos);
}

TEST(TaskEstimate, AddsUpWhatRunsTakeButNotTheirMemory) {
  const Json one = estimate_json(task_of(1), {}, {.threads = 1});
  const Json three = estimate_json(task_of(3), {}, {.threads = 1});
  EXPECT_GT(three["seconds"]["high"].get<double>(), 2 * one["seconds"]["high"].get<double>());
  EXPECT_EQ(three["memory_bytes"], one["memory_bytes"]) << "one after another";
  EXPECT_EQ(three["models"], 3);
  EXPECT_EQ(three["num_topics"], Json::array({20}));
}

TEST(TaskEstimate, LearnsFromTrainingsOfThisServer) {
  const std::vector<engine::MeasuredRun> slow(8, {"lda", 1, 10});
  const Json before = estimate_json(task_of(1), {}, {.threads = 1});
  const Json after = estimate_json(task_of(1), slow, {.threads = 1});
  EXPECT_EQ(before["measured_runs"], 0);
  EXPECT_EQ(after["measured_runs"], 8);
  EXPECT_GT(after["seconds"]["low"].get<double>(), before["seconds"]["low"].get<double>());
  const auto width = [](const Json& answer) {
    return answer["seconds"]["high"].get<double>() / answer["seconds"]["low"].get<double>();
  };
  EXPECT_LT(width(after), width(before));
}

}  // namespace
}  // namespace theta::server
