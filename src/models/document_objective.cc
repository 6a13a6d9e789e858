#include "models/document_objective.h"

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
struct DocumentObjective<T>::Scratch {
  Scratch(size_t cols, size_t longest)
      : noise(cols),
        deviation(cols),
        theta_gradient(cols),
        next(cols),
        probability(longest),
        ratio(longest) {}
  math::AlignedVector<T> noise;           // [padded(K)] standard normal draws
  math::AlignedVector<T> deviation;       // exp(log-variance / 2)
  math::AlignedVector<T> theta_gradient;  // d loss / d theta, then d loss / d z
  math::AlignedVector<T> next;            // refinement in progress
  math::AlignedVector<T> probability;     // (theta beta) at the document's words
  math::AlignedVector<T> ratio;           // n / (theta beta)
};

/// One document of the batch, and its slice's part of what documents read.
template <typename T>
struct DocumentObjective<T>::Document {
  size_t d;
  uint32_t number;  // in the bag: keys the random numbers
  const uint32_t* words;
  const T* counts;
  size_t size;
  T length;
  const T* head;
  const T* beta;  // row v lies `stride` values further on
  size_t stride;
  const T* prior_mean;
};

template <typename T>
DocumentObjective<T>::DocumentObjective(const EtmConfig& config)
    : config_(config), cols_(math::padded(config.num_topics)) {}

template <typename T>
void DocumentObjective<T>::draw_theta(const Document& document, const StepSettings& settings,
                                      Scratch& scratch) {
  const size_t k_count = config_.num_topics;
  T* const theta = theta_.row(document.d);
  draw_normal(settings.seed, stream_id(4, settings.epoch, document.number), k_count, scratch.noise.data());
  math::scaled_exp(document.head + cols_, T(0.5), scratch.deviation.data(), cols_);
  for (size_t k = 0; k < k_count; ++k)
    theta[k] = mu_scale() * document.head[k] + scratch.noise[k] * scratch.deviation[k];
  math::softmax_row(theta, k_count);
}

// t <- (rs * pi + t * ((n / (t beta)) beta')) / (rs + N), a few times: steps of EM for theta with a
// Dirichlet-like pull towards the mean. No gradient flows through it. Leaves t in refined_ and n / (t beta)
// in scratch.ratio.
template <typename T>
void DocumentObjective<T>::refine(const Document& document, const Inputs& inputs, Scratch& scratch) {
  const T strength = static_cast<T>(config_.refine_strength);
  const T inverse = T{1} / (strength + document.length);
  T* const t = refined_.row(document.d);
  std::copy_n(theta_.row(document.d), cols_, t);
  for (int step = 0; step <= config_.refine_steps; ++step) {
    math::gather_dots(document.beta, document.stride, document.words, document.size, t, cols_,
                      scratch.probability.data());
    keep_positive(scratch.probability.data(), document.size);
    for (size_t i = 0; i < document.size; ++i) scratch.ratio[i] = document.counts[i] / scratch.probability[i];
    if (step == config_.refine_steps) break;
    math::weighted_row_sum(document.beta, document.stride, document.words, scratch.ratio.data(),
                           document.size, static_cast<const T*>(nullptr), scratch.next.data(), cols_);
    for (size_t k = 0; k < cols_; ++k)
      t[k] = (strength * inputs.mean_theta[k] + t[k] * scratch.next[k]) * inverse;
  }
}

// KL(q(z | d) || p(z)) of two diagonal Gaussians.
template <typename T>
double DocumentObjective<T>::kl_divergence(const Document& document, const Inputs& inputs,
                                           const Scratch& scratch) const {
  double kl = 0;
  for (size_t k = 0; k < config_.num_topics; ++k) {
    const double log_s = static_cast<double>(inputs.prior_log_variance.data()[k]);
    const double distance = static_cast<double>(mu_scale() * document.head[k] - document.prior_mean[k]);
    const double deviation = static_cast<double>(scratch.deviation[k]);
    kl += 0.5 *
          ((deviation * deviation + distance * distance) * static_cast<double>(inverse_prior_variance_[k]) -
           1.0 - static_cast<double>(document.head[cols_ + k]) + log_s);
  }
  return kl;
}

template <typename T>
void DocumentObjective<T>::head_gradient_of(const Document& document, const StepSettings& settings,
                                            const Scratch& scratch, T inverse_batch) {
  const T kl_weight = static_cast<T>(settings.kl_weight);
  T* const gradient = head_gradient_.row(document.d);
  for (size_t k = 0; k < config_.num_topics; ++k) {
    const T inverse_variance = inverse_prior_variance_[k];
    const T variance = scratch.deviation[k] * scratch.deviation[k];
    const T z_gradient = scratch.theta_gradient[k];
    const T mu_gradient =
        z_gradient + kl_weight * (mu_scale() * document.head[k] - document.prior_mean[k]) * inverse_variance;
    const T noise_part = z_gradient * scratch.noise[k] * scratch.deviation[k] * T(0.5);
    const T kl_part = kl_weight * T(0.5) * (variance * inverse_variance - T{1});
    gradient[k] = mu_gradient * mu_scale() * inverse_batch;
    gradient[cols_ + k] = (noise_part + kl_part) * inverse_batch;
  }
}

template <typename T>
void DocumentObjective<T>::document_pass(const Batch<T>& batch, size_t d, const StepSettings& settings,
                                         const Inputs& inputs, Scratch& scratch, double* sums) {
  const size_t k_count = config_.num_topics;
  const size_t slice = batch.slice_of(d);
  const T inverse_batch = T{1} / static_cast<T>(batch.target.rows());
  const Document document = {.d = d,
                             .number = batch.documents[d],
                             .words = batch.target.row_indices(d),
                             .counts = batch.target.row_values(d),
                             .size = batch.target.row_size(d),
                             .length = batch.lengths[d],
                             .head = inputs.head.row(d),
                             .beta = inputs.word_topic.data() + slice * cols_,
                             .stride = inputs.word_topic.cols(),
                             .prior_mean = inputs.prior_mean.row(slice)};
  draw_theta(document, settings, scratch);
  const T* const theta = theta_.row(d);

  math::gather_dots(document.beta, document.stride, document.words, document.size, theta, cols_,
                    scratch.probability.data());
  keep_positive(scratch.probability.data(), document.size);
  sums[0] -=
      static_cast<double>(math::weighted_log_sum(document.counts, scratch.probability.data(), document.size));
  for (size_t i = 0; i < document.size; ++i) scratch.ratio[i] = -document.counts[i] / scratch.probability[i];
  math::weighted_row_sum(document.beta, document.stride, document.words, scratch.ratio.data(), document.size,
                         static_cast<const T*>(nullptr), scratch.theta_gradient.data(), cols_);

  // Back through the softmax: dz = theta * (dtheta - <theta, dtheta>).
  T mean = 0;
  for (size_t k = 0; k < k_count; ++k) mean += theta[k] * scratch.theta_gradient[k];
  for (size_t k = 0; k < k_count; ++k)
    scratch.theta_gradient[k] = theta[k] * (scratch.theta_gradient[k] - mean);

  const T refine_weight = static_cast<T>(config_.refine_weight);
  const T share = (T{1} - refine_weight) * inverse_batch;
  T* const coefficients = coefficients_.data() + batch.target.offsets[d];
  for (size_t i = 0; i < document.size; ++i) coefficients[i] = share * scratch.ratio[i];

  sums[1] += kl_divergence(document, inputs, scratch);
  head_gradient_of(document, settings, scratch, inverse_batch);

  if (config_.refine_weight <= 0) return;
  refine(document, inputs, scratch);
  sums[2] -=
      static_cast<double>(math::weighted_log_sum(document.counts, scratch.probability.data(), document.size));
  T* const refined_coefficients = refined_coefficients_.data() + batch.target.offsets[d];
  for (size_t i = 0; i < document.size; ++i)
    refined_coefficients[i] = -refine_weight * inverse_batch * scratch.ratio[i];
}

template <typename T>
StepLoss DocumentObjective<T>::run(ThreadPool& pool, const Batch<T>& batch, const StepSettings& settings,
                                   const Inputs& inputs) {
  const size_t documents = batch.target.rows();
  theta_.reshape(documents, cols_);
  refined_.reshape(documents, cols_);
  head_gradient_.reshape(documents, 2 * cols_);
  coefficients_.resize(batch.target.non_zeros());
  refined_coefficients_.resize(batch.target.non_zeros());
  inverse_prior_variance_.resize(config_.num_topics);
  for (size_t k = 0; k < config_.num_topics; ++k)
    inverse_prior_variance_[k] = std::exp(-inputs.prior_log_variance.data()[k]);

  size_t longest = 1;
  for (size_t d = 0; d < documents; ++d) longest = std::max(longest, batch.target.row_size(d));
  std::vector<Scratch> scratch(pool.size(), Scratch(cols_, longest));
  const size_t pieces = (documents + kDocumentGrain - 1) / kDocumentGrain;
  std::vector<double> sums(pieces * kSums, 0.0);
  parallel_for(pool, documents, kDocumentGrain, [&](size_t begin, size_t end, size_t worker) {
    double* const piece_sums = sums.data() + begin / kDocumentGrain * kSums;
    for (size_t d = begin; d < end; ++d)
      document_pass(batch, d, settings, inputs, scratch[worker], piece_sums);
  });
  double total[kSums] = {0, 0, 0};
  for (size_t i = 0; i < sums.size(); ++i) total[i % kSums] += sums[i];
  const double inverse = 1.0 / static_cast<double>(documents);
  return {.reconstruction = total[0] * inverse, .kl = total[1] * inverse, .refined = total[2] * inverse};
}

// The rows of a batch are sorted by slice, so a word's rows in one slice are neighbours in its column.
template <typename T>
Matrix<T>& DocumentObjective<T>::word_topic_gradient(ThreadPool& pool, const Batch<T>& batch) {
  const ColumnOrder& order = batch.target_columns;
  const bool refined = config_.refine_weight > 0;
  const size_t slices = batch.slice_count();
  word_topic_gradient_.reshape(config_.vocabulary_size, slices * cols_);
  std::vector<math::AlignedVector<T>> buffers(pool.size(), math::AlignedVector<T>(batch.target.rows()));
  parallel_for(pool, config_.vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t worker) {
    T* const weights = buffers[worker].data();
    for (size_t v = begin; v < end; ++v) {
      size_t first = order.offsets[v];
      for (size_t s = 0; s < slices; ++s) {
        size_t last = first;
        while (last < order.offsets[v + 1] && batch.slice_of(order.rows[last]) == s) ++last;
        const uint32_t* const rows = order.rows.data() + first;
        const size_t size = last - first;
        T* const out = word_topic_gradient_.row(v) + s * cols_;
        for (size_t i = 0; i < size; ++i) weights[i] = coefficients_[order.positions[first + i]];
        math::weighted_row_sum(theta_.data(), cols_, rows, weights, size, static_cast<const T*>(nullptr), out,
                               cols_);
        if (refined) {
          for (size_t i = 0; i < size; ++i) weights[i] = refined_coefficients_[order.positions[first + i]];
          math::weighted_row_sum(refined_.data(), cols_, rows, weights, size, static_cast<const T*>(out), out,
                                 cols_);
        }
        first = last;
      }
    }
  });
  return word_topic_gradient_;
}

template <typename T>
void DocumentObjective<T>::prior_gradients(const Batch<T>& batch, const StepSettings& settings,
                                           const Inputs& inputs, Matrix<T>& mean_gradient,
                                           Matrix<T>& variance_gradient) const {
  const size_t documents = batch.target.rows();
  const double factor = static_cast<double>(mu_scale());
  const double scale = settings.kl_weight / static_cast<double>(documents);
  mean_gradient.reshape(batch.slice_count(), cols_);
  mean_gradient.fill(T{0});
  variance_gradient.reshape(1, cols_);
  variance_gradient.fill(T{0});
  std::vector<double> distance_sums(batch.slice_count());
  for (size_t k = 0; k < config_.num_topics; ++k) {
    const double inverse_variance = std::exp(-static_cast<double>(inputs.prior_log_variance.data()[k]));
    std::fill(distance_sums.begin(), distance_sums.end(), 0.0);
    double excess_sum = 0;
    for (size_t d = 0; d < documents; ++d) {
      const size_t slice = batch.slice_of(d);
      const double distance =
          factor * static_cast<double>(inputs.head(d, k)) - static_cast<double>(inputs.prior_mean(slice, k));
      const double variance = std::exp(static_cast<double>(inputs.head(d, cols_ + k)));
      distance_sums[slice] += distance;
      excess_sum += (variance + distance * distance) * inverse_variance - 1.0;
    }
    for (size_t s = 0; s < distance_sums.size(); ++s)
      mean_gradient(s, k) = static_cast<T>(-scale * distance_sums[s] * inverse_variance);
    variance_gradient(0, k) = static_cast<T>(-0.5 * scale * excess_sum);
  }
}

template <typename T>
void DocumentObjective<T>::update_mean_theta(std::vector<T>& mean_theta) const {
  if (config_.refine_weight <= 0) return;
  const size_t documents = refined_.rows();
  std::vector<T> sum(cols_, T{0});
  math::column_sum(refined_.data(), cols_, documents, cols_, sum.data());
  const T keep = static_cast<T>(kMeanThetaMomentum);
  for (size_t k = 0; k < cols_; ++k)
    mean_theta[k] = keep * mean_theta[k] + (T{1} - keep) * sum[k] / static_cast<T>(documents);
}

template class DocumentObjective<float>;
template class DocumentObjective<double>;

}  // namespace theta::models
