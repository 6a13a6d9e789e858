#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/model_trainer.h"
#include "engine/run_environment.h"
#include "engine/training_data.h"
#include "models/gradient_trainer.h"

namespace theta::engine {

/// What the runs of models trained by gradients share: lines of the history, snapshots, and the watch over
/// validation perplexity where the plan asks for it. Borrows everything it is given.
class GradientRun : public ModelTrainer {
 public:
  Status initialise() override;
  size_t epochs() const override { return plan_.epochs; }
  size_t epochs_done() const override { return trainer().epochs_done(); }
  bool done() const override;
  Result<formats::Json> run_epoch() override;
  std::string standing() const override;
  math::Matrix<float> word_topic() override { return network().word_topic; }
  size_t num_topics() const override { return plan_.config.num_topics; }
  TrainerSnapshot snapshot() override;
  Status restore(const Checkpoint& checkpoint) override;

 protected:
  GradientRun(const TrainingData& data, const RunEnvironment& environment, models::TrainingPlan plan)
      : data_(data), environment_(environment), plan_(std::move(plan)) {}

  virtual models::GradientTrainer& trainer() = 0;
  virtual const models::GradientTrainer& trainer() const = 0;
  /// The network at the trainer's present state.
  virtual models::InferenceNetwork network() = 0;
  /// The slice of each validation document, or none.
  virtual std::span<const uint32_t> valid_slices() const { return {}; }
  /// Adds what only this kind of model has to a line of the history.
  virtual void describe(const models::EpochLoss&, formats::Json&) const {}
  /// Goes back to the epoch that was best on validation documents, where they were watched.
  void keep_best();

  const TrainingData& data_;
  const RunEnvironment& environment_;
  models::TrainingPlan plan_;

 private:
  void watch(double perplexity);

  double loss_ = 0;                        // of the last epoch
  double best_perplexity_ = 0;             // lowest on the validation documents so far
  size_t best_epoch_ = 0;                  // 0 when validation is not watched
  std::vector<math::Matrix<float>> best_;  // the trainer's state after that epoch
};

}  // namespace theta::engine
