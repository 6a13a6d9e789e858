#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/model_trainer.h"
#include "engine/run_environment.h"
#include "engine/train_options.h"
#include "engine/training_data.h"
#include "models/etm_trainer.h"

namespace theta::engine {

/// An embedded topic model in a training run: finds or learns the word vectors it starts from, and watches
/// validation perplexity where the plan asks for it. Borrows everything it is given.
class EtmRun : public ModelTrainer {
 public:
  static Result<std::unique_ptr<ModelTrainer>> create(const TrainingData& data, const TrainOptions& options,
                                                      const RunEnvironment& environment);

  formats::Json parameters() const override;
  Status initialise() override;
  size_t epochs() const override { return plan_.epochs; }
  size_t epochs_done() const override { return trainer_->epochs_done(); }
  bool done() const override;
  Result<formats::Json> run_epoch() override;
  std::string standing() const override;
  TrainerSnapshot snapshot() override;
  Status restore(const Checkpoint& checkpoint) override;
  Result<TrainedModel> finish() override;

 private:
  EtmRun(const TrainingData& data, const RunEnvironment& environment, models::TrainingPlan plan)
      : data_(data), environment_(environment), plan_(std::move(plan)) {}

  void watch(double perplexity);
  void restore_best();

  const TrainingData& data_;
  const RunEnvironment& environment_;
  models::TrainingPlan plan_;
  std::optional<models::EtmTrainer> trainer_;
  double loss_ = 0;                        // of the last epoch
  double best_perplexity_ = 0;             // lowest on the validation documents so far
  size_t best_epoch_ = 0;                  // 0 when validation is not watched
  std::vector<math::Matrix<float>> best_;  // the trainer's state after that epoch
};

}  // namespace theta::engine
