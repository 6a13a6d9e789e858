#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/thread_pool.h"
#include "models/batch.h"
#include "models/batch_norm.h"
#include "models/decoder.h"
#include "models/document_objective.h"
#include "models/encoder.h"
#include "models/etm_config.h"
#include "models/optimizer.h"
#include "models/step_loss.h"

namespace theta::models {

/// The learning rate of a learned prior relative to that of the network (.02 against .005).
inline constexpr double kPriorRateFactor = 4.0;

/// The embedded topic model (Dieng, Ruiz & Blei, TACL 2020): a logistic-normal prior on topic proportions,
/// theta = softmax(z), an amortised Gaussian posterior on z, topics as points in word-embedding space.
///
/// One optimisation step touches theta * beta only where a document has words, and every weight row is
/// updated as soon as its gradient is known. T is float; double serves the gradient checks.
template <typename T>
class Etm {
 public:
  Etm(const EtmConfig& config, uint64_t seed);

  /// Forward and backward over one batch; gradients go to `optimizer` between its begin_step() and
  /// end_step().
  StepLoss step(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings,
                Optimizer<T>& optimizer);

  /// Every trained tensor, in a fixed order.
  std::vector<Parameter<T>*> parameters();

  const EtmConfig& config() const { return config_; }
  Encoder<T>& encoder() { return encoder_; }
  const Encoder<T>& encoder() const { return encoder_; }
  Decoder<T>& decoder() { return decoder_; }
  const Decoder<T>& decoder() const { return decoder_; }
  BatchNorm<T>& batch_norm() { return batch_norm_; }
  const BatchNorm<T>& batch_norm() const { return batch_norm_; }
  const Parameter<T>& prior_mean() const { return prior_mean_; }
  const Parameter<T>& prior_log_variance() const { return prior_log_variance_; }

  /// Running mean of the refined theta over training, [padded(K)]; the centre of refinement.
  std::vector<T>& mean_theta() { return mean_theta_; }
  const std::vector<T>& mean_theta() const { return mean_theta_; }

  /// The refined theta of the last step's documents, [B, padded(K)] (for tests).
  const math::Matrix<T>& refined_theta() const { return documents_.refined_theta(); }

 private:
  EtmConfig config_;
  Encoder<T> encoder_;
  Decoder<T> decoder_;
  BatchNorm<T> batch_norm_;
  DocumentObjective<T> documents_;
  Parameter<T> prior_mean_;          // [1, padded(K)]
  Parameter<T> prior_log_variance_;  // [1, padded(K)]
  std::vector<T> mean_theta_;

  // Buffers of one step, kept from step to step.
  typename Encoder<T>::Pass pass_;
  math::Matrix<T> prior_mean_gradient_;
  math::Matrix<T> prior_variance_gradient_;
};

}  // namespace theta::models
