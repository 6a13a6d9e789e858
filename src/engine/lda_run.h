#pragma once

#include <memory>

#include "engine/model_trainer.h"
#include "engine/run_environment.h"
#include "engine/train_options.h"
#include "engine/training_data.h"
#include "models/lda_trainer.h"

namespace theta::engine {

/// Latent Dirichlet allocation in a training run; an epoch is one sweep over all tokens. Borrows everything
/// it is given.
class LdaRun : public ModelTrainer {
 public:
  static Result<std::unique_ptr<ModelTrainer>> create(const TrainingData& data, const TrainOptions& options,
                                                      const RunEnvironment& environment);

  formats::Json parameters() const override;
  Status initialise() override;
  size_t epochs() const override { return plan_.sweeps; }
  size_t epochs_done() const override { return trainer_.sweeps_done(); }
  /// Every tenth sweep and the last one leave a line.
  Result<formats::Json> run_epoch() override;
  std::string standing() const override;
  math::Matrix<float> word_topic() override { return trainer_.word_topic(); }
  size_t num_topics() const override { return plan_.num_topics; }
  TrainerSnapshot snapshot() override;
  Status restore(const Checkpoint& checkpoint) override;
  Result<TrainedModel> finish() override;

 private:
  LdaRun(const TrainingData& data, const RunEnvironment& environment, const models::LdaPlan& plan,
         uint64_t seed)
      : plan_(plan), trainer_(environment.pool, data.train, plan, seed) {}

  models::LdaPlan plan_;
  models::LdaTrainer trainer_;
  double log_likelihood_ = 0;  // per token, of the last line; 0 before the first
};

}  // namespace theta::engine
