#include "models/detm_trainer.h"

#include <algorithm>
#include <cmath>

#include "models/spectral_start.h"
#include "models/topic_initialisation.h"

namespace theta::models {
namespace {

// Counts of each slice, [T, V].
math::Matrix<float> slice_counts(const corpus::BagOfWords& bag, std::span<const uint32_t> slice,
                                 size_t slices, size_t vocabulary_size) {
  math::Matrix<float> counts(slices, vocabulary_size);
  for (size_t d = 0; d < bag.documents(); ++d) {
    const auto words = bag.document_words(d);
    for (size_t i = 0; i < words.size(); ++i)
      counts(slice[d], words[i]) += static_cast<float>(bag.document_counts(d)[i]);
  }
  return counts;
}

}  // namespace

math::Matrix<float> slice_log_unigrams(const corpus::BagOfWords& bag, std::span<const uint32_t> slice,
                                       size_t slices, const std::vector<float>& background) {
  math::Matrix<float> result = slice_counts(bag, slice, slices, background.size());
  const auto smoothing = static_cast<double>(background.size());
  for (size_t t = 0; t < slices; ++t) {
    double total = smoothing;
    for (const float count : result.row_span(t)) total += static_cast<double>(count);
    for (size_t v = 0; v < background.size(); ++v) {
      const double count =
          static_cast<double>(result(t, v)) + smoothing * std::exp(static_cast<double>(background[v]));
      result(t, v) = static_cast<float>(std::log(count / total));
    }
  }
  return result;
}

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

void DetmTrainer::initialise() {
  const size_t slices = detm_plan_.model.slices;
  const size_t v_count = plan_.config.vocabulary_size;
  const std::span<const uint32_t> slice = slice_of_document();
  const std::vector<float> background = log_unigram(bag_, v_count);
  if (plan_.config.background) {
    math::Matrix<float> backgrounds(slices, v_count);
    for (size_t t = 0; t < slices; ++t) std::copy(background.begin(), background.end(), backgrounds.row(t));
    model_.set_backgrounds(detm_plan_.slice_background ? slice_log_unigrams(bag_, slice, slices, background)
                                                       : std::move(backgrounds));
  }
  if (plan_.spectral_start) {
    const SpectralStart start = spectral_start(
        pool_, bag_, plan_.config, rho_given_ ? &model_.topics().rho().value : nullptr, background, seed_);
    model_.topics().rho().value = start.rho;
    model_.walk().start_at(start.alpha);
  }
  math::Matrix<float> words = slice_counts(bag_, slice, slices, v_count);
  std::vector<float> documents(slices, 0.0F);
  for (const uint32_t s : slice) ++documents[s];
  for (size_t t = 0; t < slices; ++t) {
    for (float& count : words.row_span(t)) count /= std::max(documents[t], 1.0F);
  }
  model_.trend().set_slice_words(std::move(words));
  find_neighbours();
}

void DetmTrainer::complete(Batch<float>& batch) const {
  assign_slices<float>(slice_of_document(), batch);
}

}  // namespace theta::models
