#include "engine/pace.h"

#include <algorithm>
#include <cmath>

#include "engine/effort.h"

namespace theta::engine {
namespace {

constexpr double kShare = 1.28;  // standard deviations that four of five runs of a normal spread lie within
constexpr double kLeastWidth = 0.15;  // natural logarithm: the same run is not as fast every time
constexpr double kFewRuns = 0.35;     // more room, shared by the runs there are
constexpr double kOtherModel = 0.35;  // more room when all runs were of other models
// Without a run of this machine: from half to three times the time of ours.
constexpr double kFastest = 0.5;
constexpr double kSlowest = 3.0;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double spread(const std::vector<double>& values, double around) {
  double sum = 0;
  for (const double value : values) sum += (value - around) * (value - around);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

}  // namespace

void add_measured_run(const formats::Json& manifest, std::vector<MeasuredRun>& runs) {
  const Result<Workload> work = finished_workload(manifest);
  if (!work.ok()) return;
  try {
    const formats::Json& timings = manifest.at("timings");
    // Of a training that went on from a checkpoint, "training_seconds" is the last part alone; and the median
    // epoch knows nothing of the moments when others had the processor.
    const double training =
        std::max(timings.at("training_seconds").get<double>(),
                 timings.at("seconds_per_epoch").get<double>() * static_cast<double>(work.value().epochs));
    const double seconds = timings.at("initialise_seconds").get<double>() + training +
                           timings.at("measure_seconds").get<double>();
    const double expected =
        clock_seconds(effort_of(work.value()).model(), timings.at("threads").get<size_t>());
    if (seconds > 0 && expected > 0) runs.push_back({work.value().model, expected, seconds});
  } catch (const nlohmann::json::exception&) {
    return;
  }
}

Pace pace_of(const std::vector<MeasuredRun>& runs, const std::string& model) {
  std::vector<double> same;
  std::vector<double> all;
  for (const MeasuredRun& run : runs) {
    all.push_back(std::log(run.seconds / run.expected));
    if (run.model == model) same.push_back(all.back());
  }
  const std::vector<double>& ratios = same.empty() ? all : same;
  if (ratios.empty()) return {.low = kFastest, .high = kSlowest};
  const double middle = median(ratios);
  const double width = std::max(kLeastWidth, kShare * spread(ratios, middle)) +
                       kFewRuns / static_cast<double>(ratios.size()) + (same.empty() ? kOtherModel : 0);
  return {.low = std::exp(middle - width),
          .high = std::exp(middle + width),
          .runs = ratios.size(),
          .same_model = !same.empty()};
}

}  // namespace theta::engine
