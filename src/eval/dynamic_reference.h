#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::eval {

// The measures of eval/dynamic_scores.h and eval/drift.h by their definitions, for one topic or slice at a
// time.

/// NPMI of the n most probable words of a distribution, by the documents of `reference` with slice[d] ==
/// wanted.
double slice_npmi_reference(std::span<const float> topic, size_t n, const corpus::BagOfWords& reference,
                            std::span<const uint32_t> slice, uint32_t wanted);

/// Distinct words among the first n of all topics, over n K. beta is [K, V].
double diversity_reference(const math::Matrix<float>& beta, size_t n);

/// Of the n K first words those that no other topic has and that a document of the slice holds, over n K.
double unique_words_reference(const math::Matrix<float>& beta, size_t n, const corpus::BagOfWords& reference,
                              std::span<const uint32_t> slice, uint32_t wanted);

/// sqrt(H(m) - (H(p) + H(q)) / 2) with entropies H in bits and m = (p + q) / 2.
double jensen_shannon_reference(std::span<const float> p, std::span<const float> q);

}  // namespace theta::eval
