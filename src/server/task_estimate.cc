#include "server/task_estimate.h"

#include <algorithm>
#include <cmath>

#include "base/processors.h"
#include "engine/effort.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr double kStartAndEnd = 0.5;  // seconds: a child starts, files come and go
constexpr double kHour = 3600;

// Two figures say all there is to know.
double rounded(double value) {
  if (!(value > 0)) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1);
  return std::round(value / unit) * unit;
}

/// Seconds from the start to the end of a task.
struct Span {
  double low = 0;
  double high = 0;
};

Span span_of(const EstimatedTask& task, const engine::Pace& pace, size_t threads) {
  double effort = engine::effort_of(task.runs.front()).importing;
  for (const engine::Workload& run : task.runs) effort += engine::effort_of(run).model();
  const double expected = engine::clock_seconds(effort, threads);
  return {kStartAndEnd + expected * pace.low, kStartAndEnd + expected * pace.high};
}

std::string basis_of(const engine::Pace& pace, const std::string& model, size_t threads) {
  const std::string by = fmt::format("{} thread{}", threads, threads == 1 ? "" : "s");
  if (pace.runs == 0) {
    return fmt::format(
        "counted from documents, words, topics and epochs with figures of another machine, for {}; no "
        "training "
        "has ended here yet, and the first ones make the estimate narrower",
        by);
  }
  return fmt::format(
      "counted from documents, words, topics and epochs, for {}; the last {} training{} {}took between "
      "{:.2g} "
      "and {:.2g} times what is counted, and four of five trainings are expected to lie within",
      by, pace.runs, pace.runs == 1 ? "" : "s",
      pace.same_model ? fmt::format("of {} here ", model) : "here, of other models, ", pace.low, pace.high);
}

void add_cost(const Span& span, const std::optional<PriceTable>& prices, Json& answer) {
  answer["cost"] = nullptr;
  answer["cost_reason"] = nullptr;
  if (!prices.has_value()) {
    answer["cost_reason"] = "this server has no table of prices (--price-table)";
  } else if (prices->trains_on.empty()) {
    answer["cost_reason"] =
        "trainings run on a machine that the table of prices gives no price for (trains_on)";
  } else {
    const double price = prices->price();
    answer["cost"] = {
        {"currency", prices->currency},
        {"low", rounded(span.low / kHour * price)},
        {"high", rounded(span.high / kHour * price)},
        {"basis", fmt::format("{} at {} {} an hour", prices->trains_on, price, prices->currency)}};
  }
}

}  // namespace

Json estimate_json(const EstimatedTask& task, const std::vector<engine::MeasuredRun>& measured,
                   const TrainingTerms& terms) {
  const engine::Workload& first = task.runs.front();
  const size_t threads = terms.threads > 0 ? terms.threads : usable_processors();
  const engine::Pace pace = engine::pace_of(measured, first.model);
  const Span span = span_of(task, pace, threads);
  uint64_t memory = 0;
  Json topics = Json::array();
  for (const engine::Workload& run : task.runs) {
    memory = std::max(memory, engine::memory_of(run));
    if (std::find(topics.begin(), topics.end(), run.num_topics) == topics.end())
      topics.push_back(run.num_topics);
  }
  Json answer = {{"type", task.type},
                 {"model", first.model},
                 {"model_reason", first.reason},
                 {"models", task.runs.size()},
                 {"num_topics", std::move(topics)},
                 {"epochs", first.epochs},
                 {"documents", first.corpus.documents},
                 {"vocabulary_size", first.corpus.vocabulary_size},
                 {"seconds", {{"low", rounded(span.low)}, {"high", rounded(span.high)}}},
                 {"memory_bytes", memory},
                 {"memory_limit_bytes", terms.memory_bytes > 0 ? Json(terms.memory_bytes) : Json()},
                 {"measured_runs", pace.runs},
                 {"basis", basis_of(pace, first.model, threads)}};
  add_cost(span, terms.prices, answer);
  return answer;
}

}  // namespace theta::server
