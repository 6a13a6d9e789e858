#pragma once

#include <string>

#include "engine/sweep.h"

namespace theta::report {

/// The figures of a sweep against the number of topics, as one SVG picture: a small panel for each figure, a
/// ring for every model, a line through the means, and a mark at the number of topics that the advice names.
std::string sweep_figure(const engine::Sweep& sweep);

}  // namespace theta::report
