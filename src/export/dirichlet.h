#pragma once

#include <vector>

#include "base/result.h"
#include "export/export_source.h"

namespace theta::exports {

/// Priors as programs made for LDA expect them.
struct DirichletPriors {
  std::vector<double> alpha;  ///< of the documents' shares, [K]; a merged topic has the sum of its members'
  double beta = 0.01;         ///< of the topics' words: MALLET's own default where a model has none
};

/// Those that an LDA model learned, of its visible topics. Other models have no Dirichlet prior: alpha is
/// then fitted_alpha().
Result<DirichletPriors> dirichlet_priors(const ExportSource& source);

/// Parameters of the Dirichlet distribution that has the mean and the total variance of the documents'
/// shares, [K]. With m_k and s_k the means of theta_dk and of its square over the documents, their sum is
/// sum_k (m_k - s_k) / sum_k (s_k - m_k^2) (moments of the Dirichlet distribution; Minka, "Estimating a
/// Dirichlet distribution", 2000, section 2). At most 1e6 where documents hardly differ.
std::vector<double> fitted_alpha(const ExportSource& source);

}  // namespace theta::exports
