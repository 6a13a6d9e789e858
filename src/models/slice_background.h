#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::models {

/// Counts of the words of each slice, [T, V].
math::Matrix<float> slice_counts(const corpus::BagOfWords& bag, std::span<const uint32_t> slice,
                                 size_t slices, size_t vocabulary_size);

/// log of each slice's unigram distribution drawn towards that of the corpus, u, by `strength` tokens:
/// log((n_tv + strength u_v) / (N_t + strength)), [T, V]. `counts`: slice_counts(); `background`: log u, [V].
math::Matrix<float> slice_log_unigrams(const math::Matrix<float>& counts,
                                       const std::vector<float>& background, double strength);

/// The strength, among powers of sqrt(10) from 100 to 10^8 tokens, under which the words of each document are
/// most likely given the other documents of its slice: leaving one out keeps a slice from being taken for
/// different because its documents are few or repeat their own words.
double best_slice_strength(ThreadPool& pool, const corpus::BagOfWords& bag, std::span<const uint32_t> slice,
                           const math::Matrix<float>& counts, const std::vector<float>& background);

}  // namespace theta::models
