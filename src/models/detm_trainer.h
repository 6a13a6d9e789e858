#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/detm.h"
#include "models/detm_plan.h"
#include "models/gradient_trainer.h"
#include "models/time_batches.h"

namespace theta::models {

/// Trains a dynamic embedded topic model.
class DetmTrainer : public GradientTrainer {
 public:
  /// `slice` [D] of each document of `bag`, below plan.model.slices. `rho` replaces the start of the word
  /// embeddings when given, [V, L].
  DetmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, std::vector<uint32_t> slice,
              const DetmPlan& plan, uint64_t seed, const std::optional<math::Matrix<float>>& rho);

  /// Spectral start of rho and of the topics of every slice, backgrounds and the words of each slice.
  void initialise() override;

  Detm<float>& model() { return model_; }
  std::span<const uint32_t> slice_of_document() const { return time_.slice_of_document(); }

 protected:
  std::vector<Parameter<float>*> parameters() override { return model_.parameters(); }
  std::vector<float>& mean_theta() override { return model_.mean_theta(); }
  BatchNorm<float>& batch_norm() override { return model_.batch_norm(); }
  std::vector<uint32_t> epoch_order() const override { return time_.order(seed_, epochs_done()); }
  void complete(Batch<float>& batch) const override;
  StepLoss step(const Batch<float>& batch, const StepSettings& settings,
                Optimizer<float>& optimizer) override {
    return model_.step(pool_, batch, settings, optimizer);
  }

 private:
  DetmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, TimeBatches time, const DetmPlan& plan,
              uint64_t seed, const std::optional<math::Matrix<float>>& rho);

  void set_slice_words(math::Matrix<float> counts);

  DetmPlan detm_plan_;
  TimeBatches time_;
  Detm<float> model_;
  bool rho_given_;
};

}  // namespace theta::models
