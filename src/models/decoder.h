#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"
#include "models/etm_config.h"
#include "models/optimizer.h"
#include "models/topic_softmax.h"

namespace theta::models {

/// The topics of the static model: one alpha [K, L] and one background for the whole time
/// (Dieng, Ruiz & Blei, TACL 2020, generative process; the background m is the log unigram in the default
/// recipe, zero in the paper's).
template <typename T>
class Decoder {
 public:
  /// alpha starts like rho; set_rho() and set_alpha() replace them.
  Decoder(const EtmConfig& config, uint64_t seed);

  void set_background(const std::vector<T>& log_unigram);
  void set_rho(const math::Matrix<T>& rho);
  void set_alpha(const math::Matrix<T>& alpha);

  /// Computes word_topic() from the current parameters, once per step.
  void forward(ThreadPool& pool);

  /// beta transposed: [V, padded(K)]; columns 0 to K - 1 each sum to 1, padding columns are zero.
  const math::Matrix<T>& word_topic() const { return softmax_.word_topic(); }

  /// Feeds the optimizer, given d loss / d word_topic() in `gradient` (overwritten).
  void backward(ThreadPool& pool, math::Matrix<T>& gradient, Optimizer<T>& optimizer);

  std::vector<Parameter<T>*> parameters() { return {&softmax_.rho(), &alpha_}; }
  const Parameter<T>& rho() const { return softmax_.rho(); }
  const Parameter<T>& alpha() const { return alpha_; }
  const std::vector<T>& background() const { return background_; }

 private:
  TopicSoftmax<T> softmax_;
  Parameter<T> alpha_;  // [K, L]
  std::vector<T> background_;
  math::Matrix<T> alpha_gradient_;
};

}  // namespace theta::models
