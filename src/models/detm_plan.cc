#include "models/detm_plan.h"

#include <algorithm>

namespace theta::models {
namespace {

constexpr double kMostStepVariance = 0.1;
constexpr double kPathVariance = 1.1;  // of a topic's way through all slices

// A slice has few documents to tell its topics apart by. Where these are long, a larger share of the refined
// theta than in a model without time does it; on passages of fifty words it would part topics too far.
double refine_weight_for(double mean_length) {
  constexpr double kLeast = 0.65;
  constexpr double kMost = 0.9;
  return std::clamp(kLeast + (kMost - kLeast) * (mean_length - 60) / 90, kLeast, kMost);
}

}  // namespace

DetmPlan default_detm_plan(const CorpusSize& size, size_t num_topics, size_t slices) {
  DetmPlan plan;
  plan.training = default_plan(size, num_topics);
  double& refine_weight = plan.training.config.refine_weight;
  if (refine_weight > 0) refine_weight = refine_weight_for(size.mean_length);
  plan.model.slices = slices;
  // A topic may drift as far over many short slices as over a few long ones. Rows of rho have unit length, so
  // this is also the variance by which the log-odds of a word move.
  plan.model.walk_variance = std::min(kMostStepVariance, kPathVariance / static_cast<double>(slices));
  plan.model.trend_variance = kMostStepVariance;
  plan.model.topic_start_variance = 100;
  plan.model.trend_hidden = 64;
  plan.model.trend_layers = 1;
  return plan;
}

DetmPlan paper_detm_plan(const CorpusSize& size, size_t num_topics, size_t slices) {
  DetmPlan plan;
  plan.training = paper_plan(size, num_topics);
  plan.training.epochs = 100;
  // Their loss is the sum over the corpus, ours its mean over the documents.
  plan.training.clip_norm = 2.0 / static_cast<double>(std::max<size_t>(size.documents, 1));
  plan.model.slices = slices;
  plan.model.shared_base = false;
  plan.model.start_deviation = 1.0;
  return plan;
}

}  // namespace theta::models
