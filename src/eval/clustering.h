#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace theta::eval {

/// The topic with the largest share in each document, ties by lower number. theta is [D, at least K].
std::vector<uint32_t> main_topics(const math::Matrix<float>& theta, size_t num_topics);

/// How well a clustering fits known classes; both spans name one cluster or class per document.
/// Purity: the share of documents whose class is the most frequent one of their cluster.
double purity(std::span<const uint32_t> clusters, std::span<const uint32_t> classes);

/// Normalised mutual information 2 I(A; B) / (H(A) + H(B)) (Strehl & Ghosh 2002, arithmetic mean). 1 when
/// both are one single cluster.
double normalized_mutual_information(std::span<const uint32_t> clusters, std::span<const uint32_t> classes);

}  // namespace theta::eval
