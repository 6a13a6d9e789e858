#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "models/etm.h"
#include "models/training_plan.h"

namespace theta::models {

/// Means over the documents of one epoch, in nats per document.
struct EpochLoss {
  size_t epoch = 0;  ///< from 1
  double reconstruction = 0;
  double kl = 0;
  double refined = 0;
  double total = 0;
  double learning_rate = 0;  ///< of the last step
  double kl_weight = 0;
};

/// A named piece of training state, for checkpoints and model files.
struct StateTensor {
  std::string name;
  math::Matrix<float>* values;
};

/// Trains an embedded topic model on the documents of a bag, epoch by epoch. Every random number is keyed by
/// seed, epoch and document, so a run continued from a checkpoint makes the same steps as one that never
/// stopped.
class EtmTrainer {
 public:
  /// `bag` must outlive the trainer; every document in it is trained on and must have at least one word.
  /// `rho` replaces the start of the word embeddings when given, [V, L].
  EtmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan, uint64_t seed,
             const std::optional<math::Matrix<float>>& rho);
  ~EtmTrainer();
  EtmTrainer(const EtmTrainer&) = delete;
  EtmTrainer& operator=(const EtmTrainer&) = delete;

  /// Spectral start of rho and alpha and the unigram background, as far as the plan asks. Once, before the
  /// first epoch; a resumed run calls it too and then overwrites the state.
  void initialise();

  /// Trains one epoch. Fails at the batch whose loss is not finite, naming epoch and batch.
  Result<EpochLoss> run_epoch();

  size_t epochs_done() const { return epochs_done_; }
  Etm<float>& model() { return model_; }

  /// Multiplies the learning rate from now on (annealing).
  void scale_learning_rate(double factor) { rate_scale_ *= factor; }

  /// Parameters, Adam moments, running statistics: everything but the counters.
  std::vector<StateTensor> state();
  struct Counters {
    uint64_t epochs_done = 0;
    uint64_t steps_done = 0;
    double rate_scale = 1.0;
  };
  Counters counters() const;
  /// After the tensors of state() were overwritten with saved ones.
  void restore(const Counters& counters);

 private:
  std::vector<uint32_t> epoch_order() const;
  double neighbour_share(uint64_t step) const;

  ThreadPool& pool_;
  const corpus::BagOfWords& bag_;
  TrainingPlan plan_;
  uint64_t seed_;
  Etm<float> model_;
  Optimizer<float> optimizer_;
  bool rho_given_;
  size_t batches_per_epoch_;
  size_t epochs_done_ = 0;
  double rate_scale_ = 1.0;
  Batch<float> batch_;
  std::vector<uint32_t> neighbours_;  // [D, neighbours] when the plan uses them
  // Running statistics in matrix form, so that state() can hand them out like any tensor.
  math::Matrix<float> saved_mean_theta_;
  math::Matrix<float> saved_norm_mean_;
  math::Matrix<float> saved_norm_variance_;
};

}  // namespace theta::models
