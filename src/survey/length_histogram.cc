#include "survey/length_histogram.h"

#include <algorithm>
#include <numeric>

namespace theta::survey {
namespace {

// 0, 1, 2, 5, 10, 20, 50, ... up to beyond `most`.
std::vector<uint64_t> edges_beyond(uint64_t most) {
  std::vector<uint64_t> edges = {0};
  for (uint64_t power = 1; edges.back() <= most; power *= 10) {
    for (const uint64_t step : {1, 2, 5}) {
      if (edges.back() <= most) edges.push_back(step * power);
    }
  }
  return edges;
}

}  // namespace

formats::Json length_histogram(std::vector<uint32_t> lengths) {
  if (lengths.empty()) return nullptr;
  std::sort(lengths.begin(), lengths.end());
  const std::vector<uint64_t> edges = edges_beyond(lengths.back());
  formats::Json bins = formats::Json::array();
  auto at = lengths.begin();
  for (size_t i = 0; i + 1 < edges.size(); ++i) {
    const auto end = std::lower_bound(at, lengths.end(), edges[i + 1]);
    if (!bins.empty() || end != at)
      bins.push_back({{"from", edges[i]}, {"to", edges[i + 1]}, {"documents", end - at}});
    at = end;
  }
  const double sum = std::accumulate(lengths.begin(), lengths.end(), 0.0);
  const size_t half = lengths.size() / 2;
  const double median =
      lengths.size() % 2 == 1 ? lengths[half] : (0.5 * lengths[half - 1] + 0.5 * lengths[half]);
  return {{"least", lengths.front()},
          {"median", median},
          {"mean", sum / static_cast<double>(lengths.size())},
          {"most", lengths.back()},
          {"bins", std::move(bins)}};
}

}  // namespace theta::survey
