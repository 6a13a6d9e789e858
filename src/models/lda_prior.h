#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/count_histogram.h"

namespace theta::models {

/// The Dirichlet parameters of latent Dirichlet allocation.
struct LdaPrior {
  std::vector<double> alpha;  ///< [K], of a document's topic shares
  double beta = 0;            ///< of a topic's words, the same for every word

  double alpha_sum() const;
};

/// What likelihood and priors need of the assignments z: counts of counts.
struct LdaStatistics {
  std::vector<CountHistogram> document_topic;  ///< [K], n_dk > 0 over the documents d
  CountHistogram document_length;              ///< n_d
  CountHistogram word_topic;                   ///< n_vk > 0 over words and topics
  std::vector<int64_t> topic_tokens;           ///< [K], n_k
  size_t vocabulary_size = 0;                  ///< V
};

/// log p(w, z | alpha, beta) in nats, topic shares and topics integrated out (Griffiths & Steyvers 2004, eq.
/// 2 and 3, with an asymmetric alpha).
double log_likelihood(const LdaStatistics& statistics, const LdaPrior& prior);

/// Moves the prior towards its maximum a posteriori given z by fixed-point steps (Minka 2000, eq. 55; Wallach
/// 2008, section 2.3.5), under a weak Gamma prior that keeps the parameter of an unused topic above zero.
void optimize_prior(const LdaStatistics& statistics, int steps, LdaPrior& prior);

/// The logarithmic derivative of the Gamma function, for x > 0.
double digamma(double x);

}  // namespace theta::models
