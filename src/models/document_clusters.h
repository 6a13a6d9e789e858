#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::models {

/// Unit-length coordinates of documents in the leading `rank` directions of their TF-IDF matrix
/// (log(1 + n) * idf, idf = log((1 + D) / (1 + df)) + 1, unit rows; latent semantic analysis). [D, rank].
math::Matrix<float> document_coordinates(ThreadPool& pool, const corpus::BagOfWords& bag,
                                         size_t vocabulary_size, size_t rank, uint64_t seed);

/// k-means (Lloyd, 30 rounds at most) from a k-means++ start (Arthur & Vassilvitskii 2007). Returns the
/// cluster of each row of `points`. Every cluster is used as long as there are enough distinct points.
/// Centres are found on at most 20,000 evenly chosen rows.
std::vector<uint32_t> kmeans(ThreadPool& pool, const math::Matrix<float>& points, size_t clusters,
                             uint64_t seed);

}  // namespace theta::models
