#pragma once

#include <string>
#include <vector>

namespace theta::exports {

/// A straight scale from numbers to pixels.
struct Scale {
  double low = 0;
  double high = 1;
  double from = 0;  ///< pixel of low
  double to = 1;    ///< pixel of high

  double operator()(double value) const {
    return high == low ? from : from + (value - low) / (high - low) * (to - from);
  }
};

/// Round numbers (1, 2 or 5 times a power of ten) in [low, high], about `count` of them.
std::vector<double> round_ticks(double low, double high, size_t count);

/// A number as short as it can be told with four digits that count.
std::string tick_text(double value);

/// A share in percent: "7.3 %", or "12 %" from ten percent on.
std::string percent_text(double share);

}  // namespace theta::exports
