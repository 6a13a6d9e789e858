#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/thread_pool.h"
#include "models/batch.h"
#include "models/batch_norm.h"
#include "models/decoder.h"
#include "models/encoder.h"
#include "models/etm_config.h"
#include "models/optimizer.h"

namespace theta::models {

/// What one step draws on beside the batch.
struct StepSettings {
  double kl_weight = 1.0;
  uint64_t seed = 0;
  uint64_t epoch = 0;
  uint64_t step_in_epoch = 0;
};

/// Means over the documents of a batch, in nats.
struct StepLoss {
  double reconstruction = 0;  ///< -sum_v n_v log (theta beta)_v
  double kl = 0;              ///< KL(q(z | d) || p(z))
  double refined = 0;         ///< -sum_v n_v log (t beta)_v with the refined theta t; 0 without refinement

  /// The optimised value: reconstruction + kl_weight * kl + refine_weight * refined.
  double total(const StepSettings& settings, const EtmConfig& config) const {
    return reconstruction + settings.kl_weight * kl + config.refine_weight * refined;
  }
};

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
  const math::Matrix<T>& refined_theta() const { return refined_; }

 private:
  struct Scratch;
  void documents_pass(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings, StepLoss& loss);
  void document_pass(const Batch<T>& batch, size_t d, const StepSettings& settings, Scratch& scratch,
                     double* sums);
  void refine(const Batch<T>& batch, size_t d, Scratch& scratch);
  void prepare_prior();
  double kl_divergence(size_t d, const Scratch& scratch) const;
  void prior_gradient(size_t d, const StepSettings& settings, Scratch& scratch, T inverse_batch);
  void word_topic_gradient(ThreadPool& pool, const Batch<T>& batch);
  void update_prior(size_t documents, const StepSettings& settings, Optimizer<T>& optimizer);
  void update_mean_theta(size_t documents);

  EtmConfig config_;
  size_t cols_;  // padded(K)
  Encoder<T> encoder_;
  Decoder<T> decoder_;
  BatchNorm<T> batch_norm_;
  Parameter<T> prior_mean_;          // [1, padded(K)]
  Parameter<T> prior_log_variance_;  // [1, padded(K)]
  std::vector<T> mean_theta_;

  // Buffers of one step, kept from step to step.
  typename Encoder<T>::Pass pass_;
  math::Matrix<T> theta_;
  math::Matrix<T> refined_;
  math::Matrix<T> head_gradient_;
  math::Matrix<T> word_topic_gradient_;
  std::vector<T> inverse_prior_variance_;        // [K]
  math::AlignedVector<T> coefficients_;          // d loss / d (theta beta) at each non-zero, for beta
  math::AlignedVector<T> refined_coefficients_;  // the same for the refined theta
};

}  // namespace theta::models
