#include "export/figures/axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace theta::exports {

std::vector<double> round_ticks(double low, double high, size_t count) {
  if (!(high > low) || count == 0) return {low};
  const double rough = (high - low) / static_cast<double>(count);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double part = rough / power;  // in [1, 10); the nearest of 1, 2, 5 and 10 by ratio
  const double step = power * (part < 1.41 ? 1 : part < 3.16 ? 2 : part < 7.07 ? 5 : 10);
  std::vector<double> ticks;
  const double slack = 1e-9 * (high - low);
  for (double i = std::ceil((low - slack) / step); i * step <= high + slack; ++i) ticks.push_back(i * step);
  return ticks;
}

std::string tick_text(double value) {
  return fmt::format("{:.4g}", value == 0 ? 0.0 : value);
}

std::string percent_text(double share) {
  return fmt::format("{:.{}f} %", 100 * share, share < 0.0995 ? 1 : 0);
}

}  // namespace theta::exports
