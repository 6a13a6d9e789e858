#include "engine/sweep_advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace theta::engine {
namespace {

constexpr double kEqualShare = 0.02;

std::string reason(const SweepPoint& chosen, const SweepAdvice& advice) {
  const std::string figures =
      fmt::format("topic quality {:.3f} (NPMI {:.3f}, topic diversity {:.3f})", mean_of(quality_of(chosen)),
                  mean_of(chosen.npmi), mean_of(chosen.topic_diversity));
  if (advice.num_topics == advice.best) return fmt::format("{} is the best of the numbers tried", figures);
  return fmt::format("{} is as good as that of {} topics within {:.3f}, and fewer topics are easier to read",
                     figures, advice.best, advice.tolerance);
}

std::string widening(const SweepAdvice& advice) {
  if (advice.try_fewer && advice.try_more) return "; try other numbers, too";
  if (advice.try_fewer)
    return fmt::format("; the best lies at the lower end, so try fewer than {}, too", advice.best);
  if (advice.try_more)
    return fmt::format("; the best lies at the upper end, so try more than {}, too", advice.best);
  return "";
}

}  // namespace

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::vector<double> quality_of(const SweepPoint& point) {
  std::vector<double> quality;
  for (size_t i = 0; i < point.npmi.size(); ++i) {
    const double npmi = point.npmi[i];
    quality.push_back(npmi * (npmi >= 0 ? point.topic_diversity[i] : 2 - point.topic_diversity[i]));
  }
  return quality;
}

SweepAdvice advise(const std::vector<SweepPoint>& points) {
  const auto quality = [](const SweepPoint& point) { return mean_of(quality_of(point)); };
  const auto best =
      std::max_element(points.begin(), points.end(),
                       [&](const SweepPoint& a, const SweepPoint& b) { return quality(a) < quality(b); });
  SweepAdvice advice;
  advice.best = best->num_topics;
  advice.tolerance = std::max(kEqualShare * std::abs(quality(*best)), deviation_of(quality_of(*best)));
  const double enough = quality(*best) - advice.tolerance;
  const auto chosen = std::find_if(points.begin(), points.end(),
                                   [&](const SweepPoint& point) { return quality(point) >= enough; });
  advice.num_topics = chosen->num_topics;
  advice.try_fewer = best == points.begin();
  advice.try_more = best + 1 == points.end();
  advice.sentence =
      fmt::format("Take {} topics: {}{}.", advice.num_topics, reason(*chosen, advice), widening(advice));
  return advice;
}

}  // namespace theta::engine
