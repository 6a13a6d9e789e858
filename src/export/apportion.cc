#include "export/apportion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace theta::exports {

std::vector<uint64_t> largest_remainders(std::span<const double> shares, uint64_t total) {
  std::vector<uint64_t> parts(shares.size());
  std::vector<double> remainder(shares.size());
  uint64_t given = 0;
  for (size_t i = 0; i < shares.size(); ++i) {
    const double exact = shares[i] * static_cast<double>(total);
    parts[i] = std::min(static_cast<uint64_t>(exact), total - given);  // rounding may pass the total by one
    remainder[i] = exact - std::floor(exact);
    given += parts[i];
  }
  std::vector<uint32_t> order(shares.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&remainder](uint32_t a, uint32_t b) {
    return remainder[a] != remainder[b] ? remainder[a] > remainder[b] : a < b;
  });
  for (size_t i = 0; given < total; i = (i + 1) % order.size(), ++given) ++parts[order[i]];
  return parts;
}

}  // namespace theta::exports
