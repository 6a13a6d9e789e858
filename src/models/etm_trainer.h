#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/etm.h"
#include "models/gradient_trainer.h"

namespace theta::models {

/// Trains an embedded topic model.
class EtmTrainer : public GradientTrainer {
 public:
  /// `rho` replaces the start of the word embeddings when given, [V, L].
  EtmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan, uint64_t seed,
             const std::optional<math::Matrix<float>>& rho);

  /// Spectral start of rho and alpha and the unigram background, as far as the plan asks.
  void initialise() override;

  Etm<float>& model() { return model_; }

 protected:
  std::vector<Parameter<float>*> parameters() override { return model_.parameters(); }
  std::vector<float>& mean_theta() override { return model_.mean_theta(); }
  BatchNorm<float>& batch_norm() override { return model_.batch_norm(); }
  std::vector<uint32_t> epoch_order() const override;
  StepLoss step(const Batch<float>& batch, const StepSettings& settings,
                Optimizer<float>& optimizer) override {
    return model_.step(pool_, batch, settings, optimizer);
  }

 private:
  Etm<float> model_;
  bool rho_given_;
};

}  // namespace theta::models
