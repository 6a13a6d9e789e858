#include "models/detm_plan.h"

#include <algorithm>

namespace theta::models {

DetmPlan default_detm_plan(const CorpusSize& size, size_t num_topics, size_t slices) {
  DetmPlan plan;
  plan.training = default_plan(size, num_topics);
  plan.model.slices = slices;
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
  plan.slice_background = false;
  return plan;
}

}  // namespace theta::models
