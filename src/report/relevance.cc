#include "report/relevance.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace theta::report {

std::vector<uint32_t> relevant_words(const float* topic, const std::vector<double>& share, size_t n) {
  constexpr int kSteps = 10;
  std::vector<uint32_t> order;
  std::vector<double> log_probability(share.size());
  std::vector<double> log_lift(share.size());
  for (uint32_t v = 0; v < share.size(); ++v) {
    if (share[v] <= 0 || topic[v] <= 0) continue;
    order.push_back(v);
    log_probability[v] = std::log(double{topic[v]});
    log_lift[v] = log_probability[v] - std::log(share[v]);
  }
  n = std::min(n, order.size());
  std::set<uint32_t> chosen;
  for (int step = 0; step <= kSteps; ++step) {
    const double lambda = static_cast<double>(step) / kSteps;
    const auto relevance = [&](uint32_t v) {
      return lambda * log_probability[v] + (1 - lambda) * log_lift[v];
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                      [&relevance](uint32_t a, uint32_t b) {
                        const double difference = relevance(a) - relevance(b);
                        return difference != 0 ? difference > 0 : a < b;
                      });
    chosen.insert(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n));
  }
  return {chosen.begin(), chosen.end()};
}

}  // namespace theta::report
