#include "models/etm_trainer.h"

#include "models/spectral_start.h"
#include "models/topic_initialisation.h"

namespace theta::models {

EtmTrainer::EtmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan,
                       uint64_t seed, const std::optional<math::Matrix<float>>& rho)
    : GradientTrainer(pool, bag, plan, seed, (bag.documents() + plan.batch_size - 1) / plan.batch_size),
      model_(plan.config, seed),
      rho_given_(rho.has_value()) {
  for (Parameter<float>* parameter : model_.encoder().parameters())
    parameter->weight_decay = plan.weight_decay;
  if (plan.decay_decoder) {
    for (Parameter<float>* parameter : model_.decoder().parameters())
      parameter->weight_decay = plan.weight_decay;
  }
  if (rho.has_value()) model_.decoder().set_rho(*rho);
}

void EtmTrainer::initialise() {
  const std::vector<float> background = log_unigram(bag_, plan_.config.vocabulary_size);
  if (plan_.config.background) model_.decoder().set_background(background);
  if (plan_.spectral_start) {
    const SpectralStart start = spectral_start(
        pool_, bag_, plan_.config, rho_given_ ? &model_.decoder().rho().value : nullptr, background, seed_);
    model_.decoder().set_rho(start.rho);
    if (plan_.config.background) model_.decoder().set_alpha(start.alpha);
  }
  find_neighbours();
}

std::vector<uint32_t> EtmTrainer::epoch_order() const {
  return shuffled_documents(bag_.documents(), seed_, epochs_done());
}

}  // namespace theta::models
