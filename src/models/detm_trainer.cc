#include "models/detm_trainer.h"

#include <algorithm>
#include <cmath>

#include "models/slice_background.h"
#include "models/spectral_start.h"
#include "models/topic_initialisation.h"

namespace theta::models {
DetmTrainer::DetmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, std::vector<uint32_t> slice,
                         const DetmPlan& plan, uint64_t seed, const std::optional<math::Matrix<float>>& rho)
    : DetmTrainer(
          pool, bag,
          TimeBatches(std::move(slice), plan.model.slices, plan.training.batch_size, plan.slices_per_batch),
          plan, seed, rho) {}

DetmTrainer::DetmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, TimeBatches time,
                         const DetmPlan& plan, uint64_t seed, const std::optional<math::Matrix<float>>& rho)
    : GradientTrainer(pool, bag, plan.training, seed, time.batches()),
      detm_plan_(plan),
      time_(std::move(time)),
      model_(plan.config(), bag.documents(), seed),
      rho_given_(rho.has_value()) {
  for (Parameter<float>* parameter : model_.encoder_parameters())
    parameter->weight_decay = plan_.weight_decay;
  if (plan_.decay_decoder) {
    for (Parameter<float>* parameter : model_.parameters()) parameter->weight_decay = plan_.weight_decay;
  }
  if (rho.has_value()) model_.topics().rho().value = *rho;
}

// The mean counts of a document of each slice.
void DetmTrainer::set_slice_words(math::Matrix<float> counts) {
  std::vector<float> documents(counts.rows(), 0.0F);
  for (const uint32_t s : slice_of_document()) ++documents[s];
  for (size_t t = 0; t < counts.rows(); ++t) {
    for (float& count : counts.row_span(t)) count /= std::max(documents[t], 1.0F);
  }
  model_.trend().set_slice_words(std::move(counts));
}

void DetmTrainer::initialise() {
  const size_t slices = detm_plan_.model.slices;
  const size_t v_count = plan_.config.vocabulary_size;
  const std::span<const uint32_t> slice = slice_of_document();
  const std::vector<float> background = log_unigram(bag_, v_count);
  math::Matrix<float> counts = slice_counts(bag_, slice, slices, v_count);
  if (plan_.config.background) {
    const double strength = best_slice_strength(pool_, bag_, slice, counts, background);
    model_.set_backgrounds(slice_log_unigrams(counts, background, strength));
  }
  set_slice_words(std::move(counts));
  if (plan_.spectral_start) {
    const SpectralStart start = spectral_start(
        pool_, bag_, plan_.config, rho_given_ ? &model_.topics().rho().value : nullptr, background, seed_);
    model_.topics().rho().value = start.rho;
    model_.walk().start_at(start.alpha);
  }
  find_neighbours();
}

void DetmTrainer::complete(Batch<float>& batch) const {
  assign_slices<float>(slice_of_document(), batch);
}

}  // namespace theta::models
