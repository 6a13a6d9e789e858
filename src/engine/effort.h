#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/workload.h"

namespace theta::engine {

/// Seconds that one processor of the machine works on which the figures of effort.cc were taken.
struct Effort {
  double importing = 0;
  double around = 0;  ///< first values and measuring: once for each model
  double epoch = 0;
  size_t epochs = 0;

  /// Of one model, without its import.
  double model() const { return around + epoch * static_cast<double>(epochs); }
};

/// From the operations that each part of a training counts. docs/design/0054-estimates.md has the sums and
/// how far they were off.
Effort effort_of(const Workload& work);

/// Seconds on a clock of `effort` seconds of one processor, with some of it left to one thread.
double clock_seconds(double effort, size_t threads);

/// Most memory that the process of a training takes, in bytes.
uint64_t memory_of(const Workload& work);

}  // namespace theta::engine
