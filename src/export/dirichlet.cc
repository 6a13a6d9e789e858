#include "export/dirichlet.h"

#include <algorithm>

namespace theta::exports {

std::vector<double> dirichlet_alpha(const ExportSource& source) {
  constexpr double kLargestSum = 1e6;
  const size_t topics = source.topics();
  std::vector<double> mean(topics);
  double square = 0;  // of all topics together
  for (size_t d = 0; d < source.documents(); ++d) {
    const std::vector<double> shares = document_shares(source, d);
    for (size_t k = 0; k < topics; ++k) {
      mean[k] += shares[k];
      square += shares[k] * shares[k];
    }
  }
  const auto documents = static_cast<double>(std::max<size_t>(source.documents(), 1));
  square /= documents;
  double mean_square = 0;
  for (double& value : mean) {
    value /= documents;
    mean_square += value * value;
  }
  const double variance = square - mean_square;
  const double sum = variance > 0 ? std::min((1 - square) / variance, kLargestSum) : kLargestSum;
  std::vector<double> alpha;
  for (const double value : mean) alpha.push_back(value * sum);
  return alpha;
}

}  // namespace theta::exports
