#pragma once

#include <vector>

#include "export/export_source.h"

namespace theta::exports {

/// Parameters of the Dirichlet distribution that has the mean and the total variance of the documents'
/// shares, [K]: what programs made for LDA expect as alpha. With m_k and s_k the means of theta_dk and of its
/// square over the documents, their sum is sum_k (m_k - s_k) / sum_k (s_k - m_k^2) (moments of the Dirichlet
/// distribution; Minka, "Estimating a Dirichlet distribution", 2000, section 2). At most 1e6 where documents
/// hardly differ.
std::vector<double> dirichlet_alpha(const ExportSource& source);

}  // namespace theta::exports
