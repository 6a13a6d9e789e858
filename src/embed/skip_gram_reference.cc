#include "embed/skip_gram_reference.h"

#include <cmath>

namespace theta::embed {

double skip_gram_loss(const std::vector<double>& centre, const std::vector<std::vector<double>>& outputs,
                      size_t contexts) {
  double loss = 0;
  for (size_t r = 0; r < outputs.size(); ++r) {
    double score = 0;
    for (size_t i = 0; i < centre.size(); ++i) score += centre[i] * outputs[r][i];
    const bool is_context = r < contexts;
    const double log_probability = -std::log1p(std::exp(is_context ? -score : score));
    loss -= (is_context ? 1.0 : static_cast<double>(contexts)) * log_probability;
  }
  return loss;
}

}  // namespace theta::embed
