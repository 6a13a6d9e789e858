#pragma once

#include <cstdint>

#include "math/kernels.h"
#include "math/matrix.h"

namespace theta::models {

/// How often each topic was given, by word and in all.
struct LdaCounts {
  LdaCounts() = default;
  LdaCounts(size_t vocabulary_size, size_t num_topics)
      : word_topic(vocabulary_size, math::padded(num_topics)), topic(math::padded(num_topics)) {}

  math::Matrix<int32_t> word_topic;    ///< n_vk, [V, padded(K)]
  math::AlignedVector<int64_t> topic;  ///< n_k, [padded(K)]
};

}  // namespace theta::models
