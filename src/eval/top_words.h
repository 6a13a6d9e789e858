#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "math/matrix.h"

namespace theta::eval {

/// The `n` most probable words of each topic, most probable first, ties by lower word number. beta is [K, V];
/// with n > V every word is listed.
std::vector<std::vector<uint32_t>> top_words(const math::Matrix<float>& beta, size_t n);

}  // namespace theta::eval
