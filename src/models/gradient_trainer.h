#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "models/batch.h"
#include "models/batch_norm.h"
#include "models/optimizer.h"
#include "models/step_loss.h"
#include "models/training_plan.h"

namespace theta::models {

/// Means over the documents of one epoch, in nats per document.
struct EpochLoss {
  size_t epoch = 0;  ///< from 1
  StepLoss parts;
  double total = 0;
  double learning_rate = 0;  ///< of the last step
  double kl_weight = 0;
};

/// A named piece of training state, for checkpoints and model files.
struct StateTensor {
  std::string name;
  math::Matrix<float>* values;
};

/// Trains a model on the documents of a bag by stochastic gradients, epoch by epoch. Every random number is
/// keyed by seed, epoch and document, so a run continued from a checkpoint makes the same steps as one that
/// never stopped.
class GradientTrainer {
 public:
  virtual ~GradientTrainer() = default;
  GradientTrainer(const GradientTrainer&) = delete;
  GradientTrainer& operator=(const GradientTrainer&) = delete;

  /// First values, as far as the plan asks. Once, before the first epoch; a resumed run calls it too and then
  /// overwrites the state.
  virtual void initialise() = 0;

  /// Trains one epoch. Fails at the batch whose loss is not finite, naming epoch and batch.
  Result<EpochLoss> run_epoch();

  size_t epochs_done() const { return epochs_done_; }

  /// Multiplies the learning rate from now on (annealing).
  void scale_learning_rate(double factor) { rate_scale_ *= factor; }

  /// Parameters, Adam moments, running statistics: everything but the counters.
  std::vector<StateTensor> state();
  struct Counters {
    uint64_t epochs_done = 0;
    uint64_t steps_done = 0;
    double rate_scale = 1.0;
  };
  Counters counters() const { return {epochs_done_, optimizer_.steps(), rate_scale_}; }
  /// After the tensors of state() were overwritten with saved ones.
  void restore(const Counters& counters);

 protected:
  /// `bag` must outlive the trainer; every document in it is trained on and must have at least one word. An
  /// epoch is cut into `batches` of about equal size.
  GradientTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan, uint64_t seed,
                  size_t batches);

  virtual std::vector<Parameter<float>*> parameters() = 0;
  virtual std::vector<float>& mean_theta() = 0;
  virtual BatchNorm<float>& batch_norm() = 0;
  /// Every document once: batch b of n is [b D / n, (b + 1) D / n) of it.
  virtual std::vector<uint32_t> epoch_order() const = 0;
  /// What a batch needs beside its words.
  virtual void complete(Batch<float>&) const {}
  virtual StepLoss step(const Batch<float>& batch, const StepSettings& settings,
                        Optimizer<float>& optimizer) = 0;

  /// The neighbours that the plan asks for; part of initialise().
  void find_neighbours();
  size_t batches() const { return batches_; }
  size_t batch_begin(size_t batch) const { return batch * bag_.documents() / batches_; }

  ThreadPool& pool_;
  const corpus::BagOfWords& bag_;
  TrainingPlan plan_;
  uint64_t seed_;

 private:
  void fill_batch(std::span<const uint32_t> documents);
  Result<StepLoss> train_batch(size_t batch, EpochLoss& sum);
  double neighbour_share(uint64_t step) const;

  size_t batches_;
  Optimizer<float> optimizer_;
  size_t epochs_done_ = 0;
  double rate_scale_ = 1.0;
  Batch<float> batch_;
  std::vector<uint32_t> neighbours_;  // [D, neighbours] when the plan uses them
  // Running statistics in matrix form, so that state() can hand them out like any tensor.
  math::Matrix<float> saved_mean_theta_;
  math::Matrix<float> saved_norm_mean_;
  math::Matrix<float> saved_norm_variance_;
};

/// A random order of `documents` numbers, the same for the same seed and epoch.
std::vector<uint32_t> shuffled_documents(size_t documents, uint64_t seed, uint64_t epoch);

}  // namespace theta::models
