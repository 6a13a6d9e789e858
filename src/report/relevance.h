#pragma once

#include <cstdint>
#include <vector>

#include "math/matrix.h"

namespace theta::report {

/// Words that can be among the `n` most relevant of a topic for some lambda in 0, 0.1, ..., 1, by rising word
/// number. relevance = lambda log p(w | t) + (1 - lambda) log(p(w | t) / p(w)) (Sievert & Shirley 2014).
/// `topic` is a row of beta, [V]; `share` is p(w), [V]; words with share 0 are passed over.
std::vector<uint32_t> relevant_words(const float* topic, const std::vector<double>& share, size_t n);

}  // namespace theta::report
