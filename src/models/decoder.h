#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"
#include "models/etm_config.h"
#include "models/optimizer.h"

namespace theta::models {

/// Topics as distributions over words: beta_k = softmax_v(m_v + rho_v . alpha_k)
/// (Dieng, Ruiz & Blei, TACL 2020, generative process; m is the log unigram background of the default recipe,
/// zero in the paper's). beta is kept word by word, [V, padded(K)], because documents read whole words.
template <typename T>
class Decoder {
 public:
  /// rho and alpha start uniformly within +-1/sqrt(L), as in the authors' code; set_rho() and set_alpha()
  /// replace them.
  Decoder(const EtmConfig& config, uint64_t seed);

  void set_background(const std::vector<T>& log_unigram);
  void set_rho(const math::Matrix<T>& rho);
  void set_alpha(const math::Matrix<T>& alpha);

  /// Computes word_topic() from the current parameters, once per step.
  void forward(ThreadPool& pool);

  /// beta transposed: [V, padded(K)]; columns 0 to K - 1 each sum to 1, padding columns are zero.
  const math::Matrix<T>& word_topic() const { return word_topic_; }

  /// Feeds the optimizer, given d loss / d word_topic() in `gradient` (overwritten).
  void backward(ThreadPool& pool, math::Matrix<T>& gradient, Optimizer<T>& optimizer);

  std::vector<Parameter<T>*> parameters() { return {&rho_, &alpha_}; }
  const Parameter<T>& rho() const { return rho_; }
  const Parameter<T>& alpha() const { return alpha_; }
  const std::vector<T>& background() const { return background_; }

 private:
  void logits(ThreadPool& pool);
  void normalise(ThreadPool& pool);
  void update_rho(ThreadPool& pool, const math::Matrix<T>& logit_gradient, Optimizer<T>& optimizer);

  EtmConfig config_;
  Parameter<T> rho_;    ///< [V, L]
  Parameter<T> alpha_;  ///< [K, L]
  std::vector<T> background_;
  math::Matrix<T> word_topic_;
  math::Matrix<T> alpha_gradient_;
  math::Matrix<T> old_alpha_;
};

}  // namespace theta::models
