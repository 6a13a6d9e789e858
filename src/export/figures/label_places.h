#pragma once

#include <vector>

#include "export/figures/canvas.h"

namespace theta::exports {

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// A circle with a label of a size.
struct Labelled {
  Spot centre;
  double radius = 0;
  double width = 0;
  double height = 0;
};

/// A place for each label's middle so that no two labels meet: in the circle's middle where it fits and is
/// free, else the nearest free place around it, inside `bounds` if there is one. Earlier circles choose
/// first.
std::vector<Spot> place_labels(const std::vector<Labelled>& circles, const Box& bounds);

}  // namespace theta::exports
