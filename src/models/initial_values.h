#pragma once

#include <cstddef>
#include <cstdint>

#include "base/random.h"
#include "math/matrix.h"

namespace theta::models {

/// Draws columns [col_begin, col_begin + cols) of the rows from row_begin on uniformly from +-bound, as
/// torch.nn.Linear does with bound = 1/sqrt(fan in).
template <typename T>
void fill_uniform(math::Matrix<T>& values, size_t row_begin, size_t col_begin, size_t cols, double bound,
                  uint64_t seed, uint64_t stream) {
  const CounterRandom random(seed, stream);
  for (size_t r = row_begin; r < values.rows(); ++r) {
    for (size_t c = 0; c < cols; ++c) {
      values(r, col_begin + c) = static_cast<T>((2.0 * random.uniform_double(r * cols + c) - 1.0) * bound);
    }
  }
}

}  // namespace theta::models
