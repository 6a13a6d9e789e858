#include "embed/noise_table.h"

#include <algorithm>
#include <cmath>

namespace theta::embed {

NoiseTable::NoiseTable(std::vector<uint32_t> words, const std::vector<uint64_t>& frequency)
    : words_(std::move(words)) {
  const size_t n = words_.size();
  std::vector<double> weight(n);
  double sum = 0;
  for (size_t i = 0; i < n; ++i) {
    weight[i] = std::pow(static_cast<double>(frequency[words_[i]]), 0.75);
    sum += weight[i];
  }
  for (double& w : weight) w *= static_cast<double>(n) / sum;
  threshold_.assign(n, UINT32_MAX);
  alias_.resize(n);
  std::vector<size_t> small;
  std::vector<size_t> large;
  for (size_t i = 0; i < n; ++i) {
    alias_[i] = static_cast<uint32_t>(i);
    (weight[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const size_t poor = small.back();
    const size_t rich = large.back();
    small.pop_back();
    threshold_[poor] = static_cast<uint32_t>(std::min(4294967295.0, weight[poor] * 4294967296.0));
    alias_[poor] = static_cast<uint32_t>(rich);
    weight[rich] -= 1 - weight[poor];
    if (weight[rich] >= 1) continue;
    large.pop_back();
    small.push_back(rich);
  }
}

}  // namespace theta::embed
