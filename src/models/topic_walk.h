#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"
#include "models/detm_config.h"
#include "models/optimizer.h"

namespace theta::models {

/// The topics of the dynamic model and their posterior (Dieng, Ruiz & Blei 2019, section 3): a priori
/// alpha_k^(0) ~ N(0, s I) and alpha_k^(t) ~ N(alpha_k^(t-1), delta I); a posteriori each alpha_k^(t) is an
/// independent diagonal Gaussian N(base_k + mean_k^(t), exp(log_variance_k^(t))).
template <typename T>
class TopicWalk {
 public:
  /// base, mean and log-variance start at zero, uniformly within +-1/sqrt(L), and at the configured
  /// deviation.
  TopicWalk(const DetmConfig& config, uint64_t seed);

  /// Puts every slice at `alpha` [K, L].
  void start_at(const math::Matrix<T>& alpha);

  /// Writes a draw of alpha for some slices, [S * K, L]. The noise depends on (seed, stream) and the slice.
  void sample(std::span<const uint32_t> slices, uint64_t seed, uint64_t stream, math::Matrix<T>& alpha) const;
  /// The posterior mean of one slice, [K, L].
  math::Matrix<T> mean(size_t slice) const;

  /// E_q KL of the walk, in nats, in closed form: the expectation over alpha^(t-1) of
  /// KL(q(alpha^(t)) || N(alpha^(t-1), delta I)), summed over slices, topics and dimensions.
  double kl(ThreadPool& pool) const;

  /// Feeds the optimizer with kl_scale * d kl plus what comes of `alpha_gradient` [S * K, L], d loss / d
  /// alpha of the draw that sample() made of the same arguments.
  void backward(ThreadPool& pool, std::span<const uint32_t> slices, uint64_t seed, uint64_t stream,
                const math::Matrix<T>& alpha_gradient, double kl_scale, Optimizer<T>& optimizer);

  const Parameter<T>& log_variance() const { return log_variance_; }  ///< [T * K, L], slice by slice
  std::vector<Parameter<T>*> parameters() { return {&base_, &mean_, &log_variance_}; }

 private:
  size_t row(size_t slice, size_t topic) const { return slice * config_.etm.num_topics + topic; }
  double prior_variance(size_t slice) const {
    return slice == 0 ? config_.topic_start_variance : config_.walk_variance;
  }

  DetmConfig config_;
  Parameter<T> base_;          // [K, L]
  Parameter<T> mean_;          // [T * K, L], slice by slice
  Parameter<T> log_variance_;  // [T * K, L]
};

}  // namespace theta::models
