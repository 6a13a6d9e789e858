#include "models/etm.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "math/kernels.h"

namespace theta::models {

using math::Matrix;

template <typename T>
Etm<T>::Etm(const EtmConfig& config, uint64_t seed)
    : config_(config),
      encoder_(config, seed),
      decoder_(config, seed),
      batch_norm_(config.batch_norm ? 2 * math::padded(config.num_topics) : 0),
      documents_(config),
      mean_theta_(math::padded(config.num_topics), T{0}) {
  const size_t cols = math::padded(config.num_topics);
  prior_mean_.allocate("prior.mean", 1, cols);
  prior_log_variance_.allocate("prior.log_variance", 1, cols);
  prior_mean_.trained = config.learn_prior_mean;
  prior_log_variance_.trained = config.learn_prior_variance;
  prior_mean_.rate_factor = kPriorRateFactor;
  prior_log_variance_.rate_factor = kPriorRateFactor;
  prior_log_variance_.value.fill(static_cast<T>(std::log(config.prior_variance)));
  std::fill_n(mean_theta_.begin(), config.num_topics, T{1} / static_cast<T>(config.num_topics));
}

template <typename T>
std::vector<Parameter<T>*> Etm<T>::parameters() {
  std::vector<Parameter<T>*> all = encoder_.parameters();
  for (Parameter<T>* parameter : decoder_.parameters()) all.push_back(parameter);
  all.push_back(&prior_mean_);
  all.push_back(&prior_log_variance_);
  return all;
}

template <typename T>
StepLoss Etm<T>::step(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings,
                      Optimizer<T>& optimizer) {
  const uint64_t dropout_stream = stream_id(5, settings.epoch, settings.step_in_epoch);
  encoder_.forward(pool, batch.input, settings.seed, dropout_stream, pass_);
  if (config_.batch_norm) batch_norm_.forward(pass_.head);
  decoder_.forward(pool);
  const typename DocumentObjective<T>::Inputs inputs = {pass_.head, decoder_.word_topic(), prior_mean_.value,
                                                        prior_log_variance_.value, mean_theta_};
  const StepLoss loss = documents_.run(pool, batch, settings, inputs);

  decoder_.backward(pool, documents_.word_topic_gradient(pool, batch), optimizer);
  if (prior_mean_.trained || prior_log_variance_.trained) {
    documents_.prior_gradients(batch, settings, inputs, prior_mean_gradient_, prior_variance_gradient_);
    optimizer.apply(prior_mean_, 0, prior_mean_gradient_.data(), prior_mean_gradient_.size());
    optimizer.apply(prior_log_variance_, 0, prior_variance_gradient_.data(), prior_variance_gradient_.size());
  }
  Matrix<T>& head_gradient = documents_.head_gradient();
  if (config_.batch_norm) batch_norm_.backward(pass_.head, head_gradient);
  encoder_.backward(pool, batch.input, batch.input_columns, pass_, head_gradient, optimizer);
  documents_.update_mean_theta(mean_theta_);
  return loss;
}

template class Etm<float>;
template class Etm<double>;

}  // namespace theta::models
