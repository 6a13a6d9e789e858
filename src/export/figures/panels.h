#pragma once

#include <cstddef>

#include "export/figures/canvas.h"

namespace theta::exports {

/// Small pictures of one size in rows of up to four below the heading.
struct PanelGrid {
  size_t panels = 0;
  double width = 0;   ///< of one panel
  double height = 0;  ///< of one panel

  size_t columns() const;
  double total_width() const;
  /// With room for one line below.
  double total_height() const;
  /// Top left corner of panel i.
  Spot corner(size_t i) const;
};

}  // namespace theta::exports
