#include "models/detm.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "math/gemm.h"
#include "math/kernels.h"
#include "models/etm.h"
#include "models/initial_values.h"

namespace theta::models {

using math::Matrix;
using math::Transpose;

template <typename T>
Detm<T>::Detm(const DetmConfig& config, size_t documents, uint64_t seed)
    : config_(config),
      inverse_documents_(1.0 / static_cast<double>(documents)),
      encoder_(config.etm, seed),
      topics_(config.etm, seed),
      walk_(config, seed),
      trend_(config, seed),
      batch_norm_(config.etm.batch_norm ? 2 * math::padded(config.etm.num_topics) : 0),
      documents_(config.etm),
      backgrounds_(config.slices, config.etm.vocabulary_size),
      mean_theta_(math::padded(config.etm.num_topics), T{0}) {
  const size_t k = config.etm.num_topics;
  const size_t h = config.etm.hidden_size;
  eta_weight_.allocate("encoder.eta.weight", k, h);
  // The first layer is one linear layer over V + K inputs.
  const double bound = 1.0 / std::sqrt(static_cast<double>(config.etm.vocabulary_size + k));
  fill_uniform(eta_weight_.value, 0, 0, h, bound, seed, stream_id(1, 9));
  prior_log_variance_.allocate("prior.log_variance", 1, math::padded(k));
  prior_log_variance_.trained = config.etm.learn_prior_variance;
  prior_log_variance_.rate_factor = kPriorRateFactor;
  prior_log_variance_.value.fill(static_cast<T>(std::log(config.etm.prior_variance)));
  std::fill_n(mean_theta_.begin(), k, T{1} / static_cast<T>(k));
}

template <typename T>
std::vector<Parameter<T>*> Detm<T>::parameters() {
  std::vector<Parameter<T>*> all = encoder_.parameters();
  all.insert(all.end(), {&eta_weight_, &topics_.rho()});
  for (Parameter<T>* parameter : walk_.parameters()) all.push_back(parameter);
  for (Parameter<T>* parameter : trend_.parameters()) all.push_back(parameter);
  all.push_back(&prior_log_variance_);
  return all;
}

template <typename T>
Matrix<T> Detm<T>::encoder_shift(ThreadPool& pool, const Matrix<T>& eta) const {
  const size_t h = config_.etm.hidden_size;
  Matrix<T> shift(eta.rows(), h);
  math::gemm(pool, Transpose::kNo, Transpose::kNo, eta.rows(), h, config_.etm.num_topics, eta.data(),
             eta.cols(), eta_weight_.value.data(), h, T{0}, shift.data(), h);
  return shift;
}

template <typename T>
void Detm<T>::take_eta(const Batch<T>& batch, Matrix<T>& eta) const {
  const Matrix<T>& path = trend_.eta();
  eta.reshape(batch.slices.size(), path.cols());
  for (size_t s = 0; s < batch.slices.size(); ++s)
    std::copy_n(path.row(batch.slices[s]), path.cols(), eta.row(s));
}

// eta_gradient_ holds what the priors of the documents ask of eta; the encoder's first layer adds its part.
template <typename T>
void Detm<T>::trend_backward(ThreadPool& pool, const Batch<T>& batch, double kl_scale,
                             Optimizer<T>& optimizer) {
  const size_t h = config_.etm.hidden_size;
  const size_t k = config_.etm.num_topics;
  const size_t slices = batch.slices.size();
  Matrix<T> shift_gradient;
  encoder_.shift_gradient(shift_, shift_gradient);
  math::gemm(pool, Transpose::kNo, Transpose::kYes, slices, k, h, shift_gradient.data(), h,
             eta_weight_.value.data(), h, T{1}, eta_gradient_.data(), eta_gradient_.cols());
  Matrix<T> weight(k, h);
  math::gemm(pool, Transpose::kYes, Transpose::kNo, k, h, slices, eta_.data(), eta_.cols(),
             shift_gradient.data(), h, T{0}, weight.data(), h);
  optimizer.apply(eta_weight_, 0, weight.data(), weight.size());

  Matrix<T> path_gradient(config_.slices, eta_gradient_.cols());
  for (size_t s = 0; s < slices; ++s)
    std::copy_n(eta_gradient_.row(s), eta_gradient_.cols(), path_gradient.row(batch.slices[s]));
  trend_.backward(pool, path_gradient, kl_scale, optimizer);
}

template <typename T>
StepLoss Detm<T>::step(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings,
                       Optimizer<T>& optimizer) {
  const uint64_t stream = stream_id(5, settings.epoch, settings.step_in_epoch);
  trend_.sample(pool, settings.seed, stream);
  take_eta(batch, eta_);
  shift_ = {encoder_shift(pool, eta_), batch.row_slice};
  encoder_.forward(pool, batch.input, settings.seed, stream, pass_, &shift_);
  if (config_.etm.batch_norm) batch_norm_.forward(pass_.head);
  walk_.sample(batch.slices, settings.seed, stream, alpha_);
  std::vector<const T*> backgrounds;
  for (const uint32_t slice : batch.slices) backgrounds.push_back(backgrounds_.row(slice));
  topics_.forward(pool, alpha_, backgrounds);
  const typename DocumentObjective<T>::Inputs inputs = {pass_.head, topics_.word_topic(), eta_,
                                                        prior_log_variance_.value, mean_theta_};
  StepLoss loss = documents_.run(pool, batch, settings, inputs);
  loss.kl_topics = walk_.kl(pool) * inverse_documents_;
  loss.kl_trend = trend_.kl() * inverse_documents_;
  const double kl_scale = settings.kl_weight * inverse_documents_;

  topics_.backward(pool, documents_.word_topic_gradient(pool, batch), alpha_, alpha_gradient_, optimizer);
  walk_.backward(pool, batch.slices, settings.seed, stream, alpha_gradient_, kl_scale, optimizer);
  documents_.prior_gradients(batch, settings, inputs, eta_gradient_, prior_variance_gradient_);
  optimizer.apply(prior_log_variance_, 0, prior_variance_gradient_.data(), prior_variance_gradient_.size());
  Matrix<T>& head_gradient = documents_.head_gradient();
  if (config_.etm.batch_norm) batch_norm_.backward(pass_.head, head_gradient);
  encoder_.backward(pool, batch.input, batch.input_columns, pass_, head_gradient, optimizer);
  trend_backward(pool, batch, kl_scale, optimizer);
  documents_.update_mean_theta(mean_theta_);
  return loss;
}

template class Detm<float>;
template class Detm<double>;

}  // namespace theta::models
