#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"

namespace theta::eval {

/// How much of each slice of time (or group of documents) each topic holds.
struct TopicShares {
  std::vector<uint64_t> documents;  ///< [T]
  std::vector<uint64_t> tokens;     ///< [T]
  /// [T, K] mean theta of the slice's documents, weighted by their tokens; all zero for a slice without
  /// tokens.
  math::Matrix<double> share;
  /// [T, K] 95 % bootstrap interval of the share: what other documents of the same kind might have given.
  math::Matrix<double> low;
  math::Matrix<double> high;
};

/// `theta` [D, at least K], `tokens` [D], `slice` [D] below `slices`, or any larger number for a document
/// that belongs to none. The interval holds the 2.5 % and 97.5 % quantiles of 200 Poisson bootstrap
/// replicates (Chamandy et al. 2012) over documents; beyond 1,000 documents a slice's documents are dealt
/// into 1,000 blocks first, which are drawn whole. Draws do not depend on the model or the number of threads.
TopicShares topic_shares(ThreadPool& pool, const math::Matrix<float>& theta, size_t num_topics,
                         std::span<const uint32_t> tokens, std::span<const uint32_t> slice, size_t slices);

}  // namespace theta::eval
