#include "models/lda_plan.h"

#include <algorithm>

namespace theta::models {
namespace {

constexpr double kMostDraws = 2e10;

}  // namespace

size_t lda_burn_in(size_t sweeps) {
  return sweeps * 2 / 5;
}

LdaPlan default_lda_plan(const CorpusSize& size, size_t num_topics) {
  LdaPlan plan;
  plan.vocabulary_size = size.vocabulary_size;
  plan.num_topics = num_topics;
  const double tokens = std::max(1.0, static_cast<double>(size.documents) * size.mean_length);
  plan.sweeps = static_cast<size_t>(std::clamp(kMostDraws / tokens, 100.0, 500.0));
  plan.burn_in = lda_burn_in(plan.sweeps);
  return plan;
}

}  // namespace theta::models
