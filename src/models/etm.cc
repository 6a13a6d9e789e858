#include "models/etm.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "math/kernels.h"

namespace theta::models {
namespace {

using math::Matrix;

constexpr size_t kDocumentGrain = 32;
constexpr size_t kWordGrain = 64;
constexpr double kMeanThetaMomentum = 0.98;
// The learning rate of the prior relative to that of the network (.02 against .005).
constexpr double kPriorRateFactor = 4.0;
// A word that no topic can produce would make the loss infinite; this is far below any useful probability.
constexpr double kSmallestProbability = 1e-12;
constexpr size_t kSums = 3;  // reconstruction, kl, refined

template <typename T>
void keep_positive(T* probability, size_t count) {
  for (size_t i = 0; i < count; ++i)
    probability[i] = std::max(probability[i], static_cast<T>(kSmallestProbability));
}

template <typename T>
void draw_normal(uint64_t seed, uint64_t stream, size_t count, T* out) {
  const CounterRandom random(seed, stream);
  for (size_t i = 0; i < count; i += 2) {
    const auto [a, b] = random.normal_pair(i / 2);
    out[i] = static_cast<T>(a);
    if (i + 1 < count) out[i + 1] = static_cast<T>(b);
  }
}

}  // namespace

/// Buffers of one thread for one document.
template <typename T>
struct Etm<T>::Scratch {
  Scratch(size_t cols, size_t longest)
      : noise(cols),
        deviation(cols),
        theta_gradient(cols),
        next(cols),
        probability(longest),
        ratio(longest) {}
  math::AlignedVector<T> noise;           // [padded(K)] standard normal draws
  math::AlignedVector<T> deviation;       // exp(log-variance / 2)
  math::AlignedVector<T> theta_gradient;  // d loss / d theta
  math::AlignedVector<T> next;            // refinement in progress
  math::AlignedVector<T> probability;     // (theta beta) at the document's words
  math::AlignedVector<T> ratio;           // n / (theta beta)
};

template <typename T>
Etm<T>::Etm(const EtmConfig& config, uint64_t seed)
    : config_(config),
      cols_(math::padded(config.num_topics)),
      encoder_(config, seed),
      decoder_(config, seed),
      batch_norm_(config.batch_norm ? 2 * cols_ : 0),
      mean_theta_(cols_, T{0}) {
  prior_mean_.allocate("prior.mean", 1, cols_);
  prior_log_variance_.allocate("prior.log_variance", 1, cols_);
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

// t <- (rs * pi + t * ((n / (t beta)) beta')) / (rs + N), a few times: steps of EM for theta with a
// Dirichlet-like pull towards the mean. No gradient flows through it. Leaves t in refined_ and n / (t beta)
// in scratch.ratio.
template <typename T>
void Etm<T>::refine(const Batch<T>& batch, size_t d, Scratch& scratch) {
  const Matrix<T>& beta = decoder_.word_topic();
  const uint32_t* words = batch.target.row_indices(d);
  const T* counts = batch.target.row_values(d);
  const size_t size = batch.target.row_size(d);
  const T strength = static_cast<T>(config_.refine_strength);
  const T inverse = T{1} / (strength + batch.lengths[d]);
  T* const t = refined_.row(d);
  std::copy_n(theta_.row(d), cols_, t);
  for (int step = 0; step <= config_.refine_steps; ++step) {
    math::gather_dots(beta.data(), cols_, words, size, t, cols_, scratch.probability.data());
    keep_positive(scratch.probability.data(), size);
    for (size_t i = 0; i < size; ++i) scratch.ratio[i] = counts[i] / scratch.probability[i];
    if (step == config_.refine_steps) break;
    math::weighted_row_sum(beta.data(), cols_, words, scratch.ratio.data(), size,
                           static_cast<const T*>(nullptr), scratch.next.data(), cols_);
    for (size_t k = 0; k < cols_; ++k) t[k] = (strength * mean_theta_[k] + t[k] * scratch.next[k]) * inverse;
  }
}

template <typename T>
void Etm<T>::prepare_prior() {
  inverse_prior_variance_.resize(config_.num_topics);
  for (size_t k = 0; k < config_.num_topics; ++k)
    inverse_prior_variance_[k] = std::exp(-prior_log_variance_.value.data()[k]);
}

// KL(q(z | d) || p(z)) of two diagonal Gaussians.
template <typename T>
double Etm<T>::kl_divergence(size_t d, const Scratch& scratch) const {
  const T mu_scale = static_cast<T>(config_.batch_norm ? config_.batch_norm_scale : 1.0);
  const T* const head = pass_.head.row(d);
  double kl = 0;
  for (size_t k = 0; k < config_.num_topics; ++k) {
    const double log_s = static_cast<double>(prior_log_variance_.value.data()[k]);
    const double distance = static_cast<double>(mu_scale * head[k] - prior_mean_.value.data()[k]);
    const double deviation = static_cast<double>(scratch.deviation[k]);
    kl += 0.5 *
          ((deviation * deviation + distance * distance) * static_cast<double>(inverse_prior_variance_[k]) -
           1.0 - static_cast<double>(head[cols_ + k]) + log_s);
  }
  return kl;
}

// Writes the head's gradient of document d.
template <typename T>
void Etm<T>::prior_gradient(size_t d, const StepSettings& settings, Scratch& scratch, T inverse_batch) {
  const T* const mean = prior_mean_.value.data();
  const T mu_scale = static_cast<T>(config_.batch_norm ? config_.batch_norm_scale : 1.0);
  const T kl_weight = static_cast<T>(settings.kl_weight);
  const T* const head = pass_.head.row(d);
  T* const gradient = head_gradient_.row(d);
  for (size_t k = 0; k < config_.num_topics; ++k) {
    const T inverse_variance = inverse_prior_variance_[k];
    const T variance = scratch.deviation[k] * scratch.deviation[k];
    const T z_gradient = scratch.theta_gradient[k];
    const T mu_gradient = z_gradient + kl_weight * (mu_scale * head[k] - mean[k]) * inverse_variance;
    const T noise_part = z_gradient * scratch.noise[k] * scratch.deviation[k] * T(0.5);
    const T kl_part = kl_weight * T(0.5) * (variance * inverse_variance - T{1});
    gradient[k] = mu_gradient * mu_scale * inverse_batch;
    gradient[cols_ + k] = (noise_part + kl_part) * inverse_batch;
  }
}

template <typename T>
void Etm<T>::document_pass(const Batch<T>& batch, size_t d, const StepSettings& settings, Scratch& scratch,
                           double* sums) {
  const size_t k_count = config_.num_topics;
  const Matrix<T>& beta = decoder_.word_topic();
  const uint32_t* words = batch.target.row_indices(d);
  const T* counts = batch.target.row_values(d);
  const size_t size = batch.target.row_size(d);
  const T inverse_batch = T{1} / static_cast<T>(batch.target.rows());
  const T mu_scale = static_cast<T>(config_.batch_norm ? config_.batch_norm_scale : 1.0);
  const T* const head = pass_.head.row(d);
  T* const theta = theta_.row(d);

  draw_normal(settings.seed, stream_id(4, settings.epoch, batch.documents[d]), k_count, scratch.noise.data());
  math::scaled_exp(head + cols_, T(0.5), scratch.deviation.data(), cols_);
  for (size_t k = 0; k < k_count; ++k)
    theta[k] = mu_scale * head[k] + scratch.noise[k] * scratch.deviation[k];
  math::softmax_row(theta, k_count);

  math::gather_dots(beta.data(), cols_, words, size, theta, cols_, scratch.probability.data());
  keep_positive(scratch.probability.data(), size);
  sums[0] -= static_cast<double>(math::weighted_log_sum(counts, scratch.probability.data(), size));
  for (size_t i = 0; i < size; ++i) scratch.ratio[i] = -counts[i] / scratch.probability[i];
  math::weighted_row_sum(beta.data(), cols_, words, scratch.ratio.data(), size,
                         static_cast<const T*>(nullptr), scratch.theta_gradient.data(), cols_);

  // Back through the softmax: dz = theta * (dtheta - <theta, dtheta>).
  T mean = 0;
  for (size_t k = 0; k < k_count; ++k) mean += theta[k] * scratch.theta_gradient[k];
  for (size_t k = 0; k < k_count; ++k)
    scratch.theta_gradient[k] = theta[k] * (scratch.theta_gradient[k] - mean);

  const T refine_weight = static_cast<T>(config_.refine_weight);
  const T share = (T{1} - refine_weight) * inverse_batch;
  T* const coefficients = coefficients_.data() + batch.target.offsets[d];
  for (size_t i = 0; i < size; ++i) coefficients[i] = share * scratch.ratio[i];

  sums[1] += kl_divergence(d, scratch);
  prior_gradient(d, settings, scratch, inverse_batch);

  if (config_.refine_weight <= 0) return;
  refine(batch, d, scratch);
  sums[2] -= static_cast<double>(math::weighted_log_sum(counts, scratch.probability.data(), size));
  T* const refined_coefficients = refined_coefficients_.data() + batch.target.offsets[d];
  for (size_t i = 0; i < size; ++i)
    refined_coefficients[i] = -refine_weight * inverse_batch * scratch.ratio[i];
}

template <typename T>
void Etm<T>::documents_pass(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings,
                            StepLoss& loss) {
  const size_t documents = batch.target.rows();
  size_t longest = 1;
  for (size_t d = 0; d < documents; ++d) longest = std::max(longest, batch.target.row_size(d));
  std::vector<Scratch> scratch(pool.size(), Scratch(cols_, longest));
  const size_t pieces = (documents + kDocumentGrain - 1) / kDocumentGrain;
  std::vector<double> sums(pieces * kSums, 0.0);
  parallel_for(pool, documents, kDocumentGrain, [&](size_t begin, size_t end, size_t worker) {
    double* const piece_sums = sums.data() + begin / kDocumentGrain * kSums;
    for (size_t d = begin; d < end; ++d) document_pass(batch, d, settings, scratch[worker], piece_sums);
  });
  double total[kSums] = {0, 0, 0};
  for (size_t i = 0; i < sums.size(); ++i) total[i % kSums] += sums[i];
  const double inverse = 1.0 / static_cast<double>(documents);
  loss = {total[0] * inverse, total[1] * inverse, total[2] * inverse};
}

template <typename T>
void Etm<T>::word_topic_gradient(ThreadPool& pool, const Batch<T>& batch) {
  const ColumnOrder& order = batch.target_columns;
  const bool refined = config_.refine_weight > 0;
  word_topic_gradient_.reshape(config_.vocabulary_size, cols_);
  std::vector<math::AlignedVector<T>> buffers(pool.size(), math::AlignedVector<T>(batch.target.rows()));
  parallel_for(pool, config_.vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t worker) {
    T* const weights = buffers[worker].data();
    for (size_t v = begin; v < end; ++v) {
      const size_t first = order.offsets[v];
      const size_t size = order.column_size(v);
      const uint32_t* rows = order.rows.data() + first;
      T* const out = word_topic_gradient_.row(v);
      for (size_t i = 0; i < size; ++i) weights[i] = coefficients_[order.positions[first + i]];
      math::weighted_row_sum(theta_.data(), cols_, rows, weights, size, static_cast<const T*>(nullptr), out,
                             cols_);
      if (!refined) continue;
      for (size_t i = 0; i < size; ++i) weights[i] = refined_coefficients_[order.positions[first + i]];
      math::weighted_row_sum(refined_.data(), cols_, rows, weights, size, static_cast<const T*>(out), out,
                             cols_);
    }
  });
}

template <typename T>
void Etm<T>::update_prior(size_t documents, const StepSettings& settings, Optimizer<T>& optimizer) {
  if (!prior_mean_.trained && !prior_log_variance_.trained) return;
  const double mu_scale = config_.batch_norm ? config_.batch_norm_scale : 1.0;
  const double scale = settings.kl_weight / static_cast<double>(documents);
  std::vector<T> mean_gradient(cols_, T{0});
  std::vector<T> variance_gradient(cols_, T{0});
  for (size_t k = 0; k < config_.num_topics; ++k) {
    const double inverse_variance = std::exp(-static_cast<double>(prior_log_variance_.value.data()[k]));
    const double mean = static_cast<double>(prior_mean_.value.data()[k]);
    double distance_sum = 0;
    double excess_sum = 0;
    for (size_t d = 0; d < documents; ++d) {
      const double distance = mu_scale * static_cast<double>(pass_.head(d, k)) - mean;
      const double variance = std::exp(static_cast<double>(pass_.head(d, cols_ + k)));
      distance_sum += distance;
      excess_sum += (variance + distance * distance) * inverse_variance - 1.0;
    }
    mean_gradient[k] = static_cast<T>(-scale * distance_sum * inverse_variance);
    variance_gradient[k] = static_cast<T>(-0.5 * scale * excess_sum);
  }
  optimizer.apply(prior_mean_, 0, mean_gradient.data(), cols_);
  optimizer.apply(prior_log_variance_, 0, variance_gradient.data(), cols_);
}

template <typename T>
void Etm<T>::update_mean_theta(size_t documents) {
  if (config_.refine_weight <= 0) return;
  std::vector<T> sum(cols_, T{0});
  math::column_sum(refined_.data(), cols_, documents, cols_, sum.data());
  const T keep = static_cast<T>(kMeanThetaMomentum);
  for (size_t k = 0; k < cols_; ++k) {
    mean_theta_[k] = keep * mean_theta_[k] + (T{1} - keep) * sum[k] / static_cast<T>(documents);
  }
}

template <typename T>
StepLoss Etm<T>::step(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings,
                      Optimizer<T>& optimizer) {
  const size_t documents = batch.target.rows();
  const uint64_t dropout_stream = stream_id(5, settings.epoch, settings.step_in_epoch);
  encoder_.forward(pool, batch.input, settings.seed, dropout_stream, pass_);
  if (config_.batch_norm) batch_norm_.forward(pass_.head);
  decoder_.forward(pool);

  theta_.reshape(documents, cols_);
  refined_.reshape(documents, cols_);
  head_gradient_.reshape(documents, 2 * cols_);
  coefficients_.resize(batch.target.non_zeros());
  refined_coefficients_.resize(batch.target.non_zeros());
  prepare_prior();
  StepLoss loss;
  documents_pass(pool, batch, settings, loss);

  word_topic_gradient(pool, batch);
  decoder_.backward(pool, word_topic_gradient_, optimizer);
  update_prior(documents, settings, optimizer);
  if (config_.batch_norm) batch_norm_.backward(pass_.head, head_gradient_);
  encoder_.backward(pool, batch.input, batch.input_columns, pass_, head_gradient_, optimizer);
  update_mean_theta(documents);
  return loss;
}

template class Etm<float>;
template class Etm<double>;

}  // namespace theta::models
