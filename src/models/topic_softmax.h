#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"
#include "models/etm_config.h"
#include "models/optimizer.h"

namespace theta::models {

/// Topics as distributions over words, for one or more slices of time: beta_k = softmax_v(m_v + rho_v .
/// alpha_k), each slice with its own topics alpha and log unigram m. Owns the word embeddings rho, which the
/// slices share. beta is kept word by word, [V, S * padded(K)], because documents read whole words.
template <typename T>
class TopicSoftmax {
 public:
  /// rho starts uniformly within +-1/sqrt(L), as in the code of Dieng, Ruiz & Blei.
  TopicSoftmax(const EtmConfig& config, uint64_t seed);

  /// Computes word_topic() of S slices: `alpha` [S * K, L], slice by slice; `backgrounds`: S pointers to [V].
  void forward(ThreadPool& pool, const math::Matrix<T>& alpha, const std::vector<const T*>& backgrounds);

  /// beta transposed: [V, S * padded(K)]; slice s starts at column s * padded(K). Each topic's column sums to
  /// 1, padding columns are zero.
  const math::Matrix<T>& word_topic() const { return word_topic_; }

  /// Given d loss / d word_topic() in `gradient` (overwritten) and the alpha of forward(): writes d loss / d
  /// alpha, [S * K, L], and feeds the optimizer with that of rho.
  void backward(ThreadPool& pool, math::Matrix<T>& gradient, const math::Matrix<T>& alpha,
                math::Matrix<T>& alpha_gradient, Optimizer<T>& optimizer);

  Parameter<T>& rho() { return rho_; }
  const Parameter<T>& rho() const { return rho_; }

 private:
  void logits(ThreadPool& pool, const math::Matrix<T>& alpha, const std::vector<const T*>& backgrounds);
  void normalise(ThreadPool& pool);
  void update_rho(ThreadPool& pool, const math::Matrix<T>& logit_gradient, const math::Matrix<T>& alpha,
                  Optimizer<T>& optimizer);

  EtmConfig config_;
  size_t cols_;       // padded(K)
  Parameter<T> rho_;  // [V, L]
  math::Matrix<T> word_topic_;
};

}  // namespace theta::models
