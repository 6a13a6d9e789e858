#pragma once

#include <cstddef>

#include "models/training_plan.h"

namespace theta::models {

/// Everything that decides a run of latent Dirichlet allocation beside the corpus and the seed.
struct LdaPlan {
  size_t vocabulary_size = 0;     ///< V
  size_t num_topics = 50;         ///< K, at most kMostTopics
  size_t sweeps = 500;            ///< over all tokens
  double alpha_sum = 5.0;         ///< start of the document prior, shared out evenly over the topics
  double beta = 0.01;             ///< start of the topic prior, the same for every word
  size_t optimize_interval = 10;  ///< sweeps between two steps of the priors; 0 keeps them as they start
  size_t burn_in = 200;           ///< sweeps before the first such step
  size_t samples = 10;            ///< last sweeps, sample_interval apart, whose counts make the topics
  size_t sample_interval = 10;

  /// z is kept in 16 bits.
  static constexpr size_t kMostTopics = 65535;
};

/// 500 sweeps, or fewer where the corpus is large: 20 thousand million draws, but at least 100 sweeps. The
/// priors stay as they start for the first 40 %.
LdaPlan default_lda_plan(const CorpusSize& size, size_t num_topics);

/// The part of a run before the priors are fitted, for a run of `sweeps`.
size_t lda_burn_in(size_t sweeps);

}  // namespace theta::models
