#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/json.h"

namespace theta::engine {

/// A finished training: what effort_of() says of it, and what it took.
struct MeasuredRun {
  std::string model;
  double expected = 0;  ///< seconds on a clock, with as many threads
  double seconds = 0;
};

/// Reads one out of a manifest, appending it to `runs`; one that does not tell its times is left out.
void add_measured_run(const formats::Json& manifest, std::vector<MeasuredRun>& runs);

/// Seconds of this machine for one of the expected ones.
struct Pace {
  double low = 1;
  double high = 1;
  size_t runs = 0;          ///< that it was learned from; 0: none, it is another machine's
  bool same_model = false;  ///< whether these were trainings of the same kind of model
};

/// The pace of trainings of `model`: from the runs of that kind, else from all. Its middle is the median
/// ratio, its width the spread of the ratios (four of five lie within), with more room where runs are few.
Pace pace_of(const std::vector<MeasuredRun>& runs, const std::string& model);

}  // namespace theta::engine
