#pragma once

#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"
#include "models/batch.h"
#include "models/etm_config.h"
#include "models/step_loss.h"

namespace theta::models {

/// The part of the objective that belongs to the documents of a batch, the same for static and dynamic
/// topics: the draw of theta, reconstruction, refinement, KL, and the gradients of all that a document reads.
/// Only positions where a document has words are touched.
template <typename T>
class DocumentObjective {
 public:
  explicit DocumentObjective(const EtmConfig& config);

  /// What documents read. S is the number of slices that the batch touches, 1 without time.
  struct Inputs {
    const math::Matrix<T>& head;                ///< [B, 2 * padded(K)] of the encoder
    const math::Matrix<T>& word_topic;          ///< [V, S * padded(K)]
    const math::Matrix<T>& prior_mean;          ///< [S, padded(K)]
    const math::Matrix<T>& prior_log_variance;  ///< [1, padded(K)]
    const std::vector<T>& mean_theta;           ///< [padded(K)], the centre of refinement
  };

  /// Fills everything below; means over the batch.
  StepLoss run(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings, const Inputs& inputs);

  /// d loss / d head, [B, 2 * padded(K)].
  math::Matrix<T>& head_gradient() { return head_gradient_; }
  /// d loss / d word_topic, [V, S * padded(K)]; the caller may overwrite it.
  math::Matrix<T>& word_topic_gradient(ThreadPool& pool, const Batch<T>& batch);
  /// d loss / d prior_mean, [S, padded(K)], and d loss / d prior_log_variance, [1, padded(K)].
  void prior_gradients(const Batch<T>& batch, const StepSettings& settings, const Inputs& inputs,
                       math::Matrix<T>& mean_gradient, math::Matrix<T>& variance_gradient) const;
  /// Moves the running mean of the refined theta; nothing happens without refinement.
  void update_mean_theta(std::vector<T>& mean_theta) const;

  /// theta and the refined theta of the batch's documents, [B, padded(K)].
  const math::Matrix<T>& theta() const { return theta_; }
  const math::Matrix<T>& refined_theta() const { return refined_; }

 private:
  struct Scratch;
  struct Document;
  void document_pass(const Batch<T>& batch, size_t d, const StepSettings& settings, const Inputs& inputs,
                     Scratch& scratch, double* sums);
  void draw_theta(const Document& document, const StepSettings& settings, Scratch& scratch);
  void refine(const Document& document, const Inputs& inputs, Scratch& scratch);
  double kl_divergence(const Document& document, const Inputs& inputs, const Scratch& scratch) const;
  void head_gradient_of(const Document& document, const StepSettings& settings, const Scratch& scratch,
                        T inverse_batch);
  T mu_scale() const { return static_cast<T>(config_.batch_norm ? config_.batch_norm_scale : 1.0); }

  EtmConfig config_;
  size_t cols_;  // padded(K)
  math::Matrix<T> theta_;
  math::Matrix<T> refined_;
  math::Matrix<T> head_gradient_;
  math::Matrix<T> word_topic_gradient_;
  std::vector<T> inverse_prior_variance_;        // [K]
  math::AlignedVector<T> coefficients_;          // d loss / d (theta beta) at each non-zero, for beta
  math::AlignedVector<T> refined_coefficients_;  // the same for the refined theta
};

}  // namespace theta::models
