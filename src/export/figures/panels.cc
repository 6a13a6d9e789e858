#include "export/figures/panels.h"

#include <algorithm>

#include "export/figures/sheet.h"

namespace theta::exports {
namespace {

constexpr size_t kMostColumns = 4;
constexpr double kGap = 24;
constexpr double kBelow = 40;

}  // namespace

size_t PanelGrid::columns() const {
  return std::clamp<size_t>(panels, 1, kMostColumns);
}

double PanelGrid::total_width() const {
  // A heading needs about 640 pixels, also above a single panel.
  constexpr double kLeast = 640;
  const auto count = static_cast<double>(columns());
  return std::max(2 * kMargin + count * width + (count - 1) * kGap, kLeast);
}

double PanelGrid::total_height() const {
  const auto rows = static_cast<double>((panels + columns() - 1) / columns());
  return kHeading + rows * height + (rows - 1) * kGap + kBelow;
}

Spot PanelGrid::corner(size_t i) const {
  return {kMargin + static_cast<double>(i % columns()) * (width + kGap),
          kHeading + static_cast<double>(i / columns()) * (height + kGap)};
}

}  // namespace theta::exports
