#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "models/batch.h"
#include "models/batch_norm.h"
#include "models/detm_config.h"
#include "models/document_objective.h"
#include "models/encoder.h"
#include "models/optimizer.h"
#include "models/step_loss.h"
#include "models/topic_softmax.h"
#include "models/topic_walk.h"
#include "models/trend_network.h"

namespace theta::models {

/// The dynamic embedded topic model (Dieng, Ruiz & Blei 2019, arXiv 1907.05545): topics alpha_k^(t) and the
/// prior mean eta_t of topic proportions are Gaussian random walks over slices of time; a document of slice t
/// has theta ~ softmax(N(eta_t, diag s^2)) and words from softmax(m_t + rho alpha^(t)). The posterior of
/// theta reads the document's words and eta_t.
///
/// A step computes topics for the slices of its batch alone (docs/design/0030-detm.md).
/// T is float; double serves the gradient checks.
template <typename T>
class Detm {
 public:
  /// `documents`: of the training corpus, over which the KL of the walks is spread.
  Detm(const DetmConfig& config, size_t documents, uint64_t seed);

  /// Forward and backward over one batch with `batch.slices`; gradients go to `optimizer` between its
  /// begin_step() and end_step().
  StepLoss step(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings,
                Optimizer<T>& optimizer);

  /// Every trained tensor, in a fixed order.
  std::vector<Parameter<T>*> parameters();
  std::vector<Parameter<T>*> encoder_parameters() { return encoder_.parameters(); }

  /// m of each slice, [T, V]; zero without.
  void set_backgrounds(math::Matrix<T> log_unigrams) { backgrounds_ = std::move(log_unigrams); }
  const math::Matrix<T>& backgrounds() const { return backgrounds_; }

  const DetmConfig& config() const { return config_; }
  const Encoder<T>& encoder() const { return encoder_; }
  TopicSoftmax<T>& topics() { return topics_; }
  TopicWalk<T>& walk() { return walk_; }
  TrendNetwork<T>& trend() { return trend_; }
  BatchNorm<T>& batch_norm() { return batch_norm_; }
  /// What the encoder's first layer adds for each slice along the path `eta` [T, padded(K)]: [T, H].
  math::Matrix<T> encoder_shift(ThreadPool& pool, const math::Matrix<T>& eta) const;
  /// Running mean of the refined theta over training, [padded(K)].
  std::vector<T>& mean_theta() { return mean_theta_; }
  const Parameter<T>& prior_log_variance() const { return prior_log_variance_; }

 private:
  void take_eta(const Batch<T>& batch, math::Matrix<T>& eta) const;
  void trend_backward(ThreadPool& pool, const Batch<T>& batch, double kl_scale, Optimizer<T>& optimizer);

  DetmConfig config_;
  double inverse_documents_;
  Encoder<T> encoder_;
  Parameter<T> eta_weight_;  // [K, H]: the first layer's weights of eta
  TopicSoftmax<T> topics_;
  TopicWalk<T> walk_;
  TrendNetwork<T> trend_;
  BatchNorm<T> batch_norm_;
  DocumentObjective<T> documents_;
  Parameter<T> prior_log_variance_;  // [1, padded(K)]
  math::Matrix<T> backgrounds_;      // [T, V]
  std::vector<T> mean_theta_;

  // Buffers of one step, kept from step to step.
  typename Encoder<T>::Pass pass_;
  SliceShift<T> shift_;
  math::Matrix<T> alpha_;  // [S * K, L]
  math::Matrix<T> alpha_gradient_;
  math::Matrix<T> eta_;  // [S, padded(K)]
  math::Matrix<T> eta_gradient_;
  math::Matrix<T> prior_variance_gradient_;
};

}  // namespace theta::models
