#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/checkpoint.h"
#include "formats/json.h"
#include "math/matrix.h"
#include "models/topic_inference.h"

namespace theta::engine {

/// What a finished trainer hands over.
struct TrainedModel {
  models::InferenceNetwork network;      ///< mean_theta is left to the run
  bool calibrate = true;                 ///< choose the inference settings on validation documents
  math::Matrix<float> rho;               ///< [V, L]; empty in a model without word embeddings
  math::Matrix<float> topic_embeddings;  ///< [K, L], or [T * K, L] with slices of time; the same
};

/// One kind of model as a training run sees it. The run owns the loop, checkpoints, stopping and everything
/// that comes after training.
class ModelTrainer {
 public:
  virtual ~ModelTrainer() = default;

  /// Every setting by name, for the manifest; a resumed run must have the same.
  virtual formats::Json parameters() const = 0;

  /// First values. A resumed run calls it, too, and then restore().
  virtual Status initialise() = 0;

  virtual size_t epochs() const = 0;
  virtual size_t epochs_done() const = 0;
  /// True when no epoch is left, or when none would help.
  virtual bool done() const { return epochs_done() >= epochs(); }

  /// Trains one epoch and returns its line of the history, or null when it leaves none.
  virtual Result<formats::Json> run_epoch() = 0;
  /// A few words on where training stands, for the line of progress.
  virtual std::string standing() const = 0;

  /// p(word | topic) as it stands, [V, padded(K)]; of a dynamic model the mean over time.
  virtual math::Matrix<float> word_topic() = 0;
  virtual size_t num_topics() const = 0;

  /// The tensors in a snapshot stay where they are until the next epoch.
  virtual TrainerSnapshot snapshot() = 0;
  virtual Status restore(const Checkpoint& checkpoint) = 0;

  /// The model to keep. Once, after the last epoch.
  virtual Result<TrainedModel> finish() = 0;
};

}  // namespace theta::engine
