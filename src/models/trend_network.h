#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"
#include "models/detm_config.h"
#include "models/lstm.h"
#include "models/optimizer.h"

namespace theta::models {

/// The prior mean of topic proportions over time and its posterior (Dieng, Ruiz & Blei 2019, section 3):
/// a priori eta_0 ~ N(0, s I), eta_t ~ N(eta_{t-1}, delta I); a posteriori eta_t is Gaussian given eta_{t-1}
/// and the words of every slice up to t, which an LSTM reads: its mean and log-variance are linear in
/// [LSTM output at t; eta_{t-1}].
template <typename T>
class TrendNetwork {
 public:
  TrendNetwork(const DetmConfig& config, uint64_t seed);

  /// The mean counts of a document of each slice, [T, V]; zero rows for slices without documents.
  void set_slice_words(math::Matrix<T> words) { slice_words_ = std::move(words); }
  const math::Matrix<T>& slice_words() const { return slice_words_; }

  /// Draws the path: eta_t = mu_t + sd_t * noise. Returns eta(), [T, padded(K)].
  const math::Matrix<T>& sample(ThreadPool& pool, uint64_t seed, uint64_t stream);
  /// The path without noise: eta_t = mu_t(eta_{t-1}).
  const math::Matrix<T>& most_likely(ThreadPool& pool);
  const math::Matrix<T>& eta() const { return eta_; }
  /// mu_t, and from column padded(K) on log-variance_t, along the last path: [T, 2 * padded(K)].
  const math::Matrix<T>& posterior() const { return head_; }

  /// Sum over slices of KL(q(eta_t | eta_{t-1}, words) || p(eta_t | eta_{t-1})) along the drawn path, in
  /// nats.
  double kl() const;

  /// Given d loss / d eta [T, padded(K)] of everything but the walk in `gradient` (overwritten), feeds the
  /// optimizer with its consequences and those of kl_scale * kl().
  void backward(ThreadPool& pool, math::Matrix<T>& gradient, double kl_scale, Optimizer<T>& optimizer);

  std::vector<Parameter<T>*> parameters();

 private:
  void run(ThreadPool& pool);
  double prior_variance(size_t slice) const {
    return slice == 0 ? config_.trend_start_variance : config_.trend_variance;
  }
  const T* before(size_t slice) const { return slice == 0 ? zeros_.data() : eta_.row(slice - 1); }

  DetmConfig config_;
  size_t cols_;              // padded(K)
  Parameter<T> map_weight_;  // [V, R]
  Parameter<T> map_bias_;    // [1, R]
  Lstm<T> lstm_;
  Parameter<T> head_weight_;  // [R + K, 2 * padded(K)]: mu, then log-variance
  Parameter<T> head_bias_;    // [1, 2 * padded(K)]
  math::Matrix<T> slice_words_;

  // The last path.
  math::Matrix<T> mapped_;  // [T, R]
  typename Lstm<T>::Pass pass_;
  math::Matrix<T> head_;   // [T, 2 * padded(K)]
  math::Matrix<T> noise_;  // [T, padded(K)]
  math::Matrix<T> eta_;    // [T, padded(K)]
  math::AlignedVector<T> zeros_;
  std::vector<uint32_t> topics_;  // 0, 1, 2, ...
};

}  // namespace theta::models
