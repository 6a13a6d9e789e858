#pragma once

#include <fmt/format.h>

#include <cstdlib>

namespace theta::report {

/// The nearest number with so few digits: it is what the JSON writer then prints.
inline double rounded(double value, int digits) {
  return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

}  // namespace theta::report
