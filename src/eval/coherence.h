#pragma once

#include <cstddef>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "eval/diversity.h"

namespace theta::eval {

struct Coherence {
  std::vector<double> topics;  ///< one value per topic
  double mean = 0;             ///< over the topics
};

/// Normalised pointwise mutual information of the first `n` words of each topic, averaged over their pairs:
/// log(p_ij / (p_i p_j)) / -log(p_ij), where p are shares of the documents of `reference` that hold the word
/// or both (Bouma 2009; Lau, Newman & Baldwin 2014, with documents as windows as in Dieng, Ruiz & Blei 2020).
/// A pair that never meets counts -1, one that is in every document 1.
Coherence npmi(ThreadPool& pool, const TopicWords& topics, const corpus::BagOfWords& reference,
               size_t n = 10);

}  // namespace theta::eval
