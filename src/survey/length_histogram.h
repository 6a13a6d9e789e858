#pragma once

#include <cstdint>
#include <vector>

#include "formats/json.h"

namespace theta::survey {

/// How long texts are: {least, median, mean, most, bins: [{from, to, documents}]}; null without a text. Bins
/// go from `from` up to, not including, `to`: 0, 1, 2, 5, 10, 20, 50, ... ; those at the ends that are empty
/// are left out.
formats::Json length_histogram(std::vector<uint32_t> lengths);

}  // namespace theta::survey
