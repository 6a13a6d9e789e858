#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/gradient_run.h"
#include "engine/train_options.h"
#include "models/detm_trainer.h"

namespace theta::engine {

/// A dynamic embedded topic model in a training run: trains on the documents that have a date. Borrows
/// everything it is given.
class DetmRun : public GradientRun {
 public:
  /// Fails where the corpus has no time, and where topics of all slices would not fit into memory.
  static Result<std::unique_ptr<ModelTrainer>> create(const TrainingData& data, const TrainOptions& options,
                                                      const RunEnvironment& environment);

  formats::Json parameters() const override;
  Result<TrainedModel> finish() override;

  /// Topics of all slices may take this much, in bytes of float32 [T, V, padded(K)].
  static constexpr uint64_t kMostTopicBytes = uint64_t{1} << 30;

 protected:
  DetmRun(const TrainingData& data, const RunEnvironment& environment, models::DetmPlan plan)
      : GradientRun(data, environment, plan.training), detm_plan_(std::move(plan)) {}
  models::GradientTrainer& trainer() override { return *trainer_; }
  const models::GradientTrainer& trainer() const override { return *trainer_; }
  models::InferenceNetwork network() override;
  std::span<const uint32_t> valid_slices() const override { return valid_slices_; }
  void describe(const models::EpochLoss& loss, formats::Json& line) const override;

 private:
  const corpus::BagOfWords& bag() const { return dated_.has_value() ? *dated_ : data_.train; }

  models::DetmPlan detm_plan_;
  std::optional<corpus::BagOfWords> dated_;  // the training documents with a date, when not all have one
  std::vector<uint32_t> valid_slices_;
  std::optional<models::DetmTrainer> trainer_;
};

}  // namespace theta::engine
