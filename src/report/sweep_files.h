#pragma once

#include <string>

#include "base/result.h"
#include "engine/sweep.h"

namespace theta::report {

/// Writes sweep.json, sweep.csv and sweep.svg into the folder of a sweep.
Status write_sweep_files(const std::string& folder, const engine::Sweep& sweep);

}  // namespace theta::report
