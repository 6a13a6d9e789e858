#pragma once

#include <memory>
#include <optional>

#include "engine/gradient_run.h"
#include "engine/train_options.h"
#include "models/etm_trainer.h"

namespace theta::engine {

/// An embedded topic model in a training run: finds or learns the word vectors it starts from. Borrows
/// everything it is given.
class EtmRun : public GradientRun {
 public:
  static Result<std::unique_ptr<ModelTrainer>> create(const TrainingData& data, const TrainOptions& options,
                                                      const RunEnvironment& environment);

  formats::Json parameters() const override;
  Result<TrainedModel> finish() override;

 protected:
  using GradientRun::GradientRun;
  models::GradientTrainer& trainer() override { return *trainer_; }
  const models::GradientTrainer& trainer() const override { return *trainer_; }
  models::InferenceNetwork network() override;

 private:
  std::optional<models::EtmTrainer> trainer_;
};

}  // namespace theta::engine
