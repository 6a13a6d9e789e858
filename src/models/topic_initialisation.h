#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::models {

/// log of the smoothed unigram distribution: log((n_v + 0.5) / sum), [V].
std::vector<float> log_unigram(const corpus::BagOfWords& bag, size_t vocabulary_size);

/// Topic embeddings alpha [K, L] such that softmax(background + rho alpha_k) comes close to the word
/// distribution of the k-th cluster of documents: a ridge regression of log(smoothed cluster share / unigram
/// share) on rho, words weighted by their unigram share.
math::Matrix<float> alpha_from_clusters(ThreadPool& pool, const corpus::BagOfWords& bag,
                                        const std::vector<uint32_t>& cluster, size_t num_topics,
                                        const math::Matrix<float>& rho, const std::vector<float>& background);

}  // namespace theta::models
