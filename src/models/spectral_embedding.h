#pragma once

#include <cstdint>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::models {

/// Word vectors from document co-occurrence: positive PMI with context smoothing (Levy, Goldberg & Dagan,
/// TACL 2015: exponent 0.75), symmetrised, factored by its leading singular triplets; row i is U_i sqrt(S),
/// scaled to unit length. At most 5,000 words (the most frequent by documents) take part in the
/// factorisation; the rest are projected onto its basis, so memory stays bounded for any vocabulary. Returns
/// [V, size]; when size exceeds the number of words the remaining columns are zero. A word that occurs with
/// no other gets a zero row.
math::Matrix<float> ppmi_embedding(ThreadPool& pool, const corpus::BagOfWords& bag, size_t vocabulary_size,
                                   size_t size, uint64_t seed, bool unit_rows = true);

}  // namespace theta::models
