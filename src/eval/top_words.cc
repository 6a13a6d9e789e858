#include "eval/top_words.h"

#include <algorithm>
#include <numeric>

namespace theta::eval {

std::vector<std::vector<uint32_t>> top_words(const math::Matrix<float>& beta, size_t n) {
  n = std::min(n, beta.cols());
  std::vector<std::vector<uint32_t>> topics;
  std::vector<uint32_t> order(beta.cols());
  for (size_t k = 0; k < beta.rows(); ++k) {
    const float* const row = beta.row(k);
    std::iota(order.begin(), order.end(), 0u);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                      [row](uint32_t a, uint32_t b) { return row[a] != row[b] ? row[a] > row[b] : a < b; });
    topics.emplace_back(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n));
  }
  return topics;
}

}  // namespace theta::eval
