#include "models/trend_network.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "math/gemm.h"
#include "math/kernels.h"
#include "models/initial_values.h"

namespace theta::models {
namespace {

using math::Matrix;
using math::Transpose;

constexpr size_t kApplyGrain = size_t{1} << 14;

template <typename T>
void broadcast(const Matrix<T>& bias, Matrix<T>& out) {
  for (size_t r = 0; r < out.rows(); ++r) std::copy_n(bias.data(), out.cols(), out.row(r));
}

template <typename T>
void apply_bias(const Matrix<T>& gradient, Parameter<T>& bias, Optimizer<T>& optimizer) {
  std::vector<T> sums(gradient.cols(), T{0});
  math::column_sum(gradient.data(), gradient.cols(), gradient.rows(), gradient.cols(), sums.data());
  optimizer.apply(bias, 0, sums.data(), sums.size());
}

}  // namespace

template <typename T>
TrendNetwork<T>::TrendNetwork(const DetmConfig& config, uint64_t seed)
    : config_(config),
      cols_(math::padded(config.etm.num_topics)),
      lstm_("trend.lstm", config.trend_hidden, config.trend_hidden, config.trend_layers, seed),
      slice_words_(config.slices, config.etm.vocabulary_size),
      zeros_(cols_, T{0}),
      topics_(config.etm.num_topics) {
  const size_t v = config.etm.vocabulary_size;
  const size_t k = config.etm.num_topics;
  const size_t r = config.trend_hidden;
  std::iota(topics_.begin(), topics_.end(), 0U);
  map_weight_.allocate("trend.map.weight", v, r);
  map_bias_.allocate("trend.map.bias", 1, r);
  head_weight_.allocate("trend.head.weight", r + k, 2 * cols_);
  head_bias_.allocate("trend.head.bias", 1, 2 * cols_);
  const double map_bound = 1.0 / std::sqrt(static_cast<double>(v));
  const double head_bound = 1.0 / std::sqrt(static_cast<double>(r + k));
  fill_uniform(map_weight_.value, 0, 0, r, map_bound, seed, stream_id(12, 1));
  fill_uniform(map_bias_.value, 0, 0, r, map_bound, seed, stream_id(12, 2));
  for (const size_t half : {size_t{0}, cols_}) {
    fill_uniform(head_weight_.value, 0, half, k, head_bound, seed, stream_id(12, 3, half));
    fill_uniform(head_bias_.value, 0, half, k, head_bound, seed, stream_id(12, 4, half));
  }
}

template <typename T>
std::vector<Parameter<T>*> TrendNetwork<T>::parameters() {
  std::vector<Parameter<T>*> all = {&map_weight_, &map_bias_};
  for (Parameter<T>* parameter : lstm_.parameters()) all.push_back(parameter);
  all.insert(all.end(), {&head_weight_, &head_bias_});
  return all;
}

// Reads noise_ and fills the rest of the path.
template <typename T>
void TrendNetwork<T>::run(ThreadPool& pool) {
  const size_t v = config_.etm.vocabulary_size;
  const size_t k_count = config_.etm.num_topics;
  const size_t r = config_.trend_hidden;
  const size_t steps = config_.slices;
  mapped_.reshape(steps, r);
  broadcast(map_bias_.value, mapped_);
  math::gemm(pool, Transpose::kNo, Transpose::kNo, steps, r, v, slice_words_.data(), v,
             map_weight_.value.data(), r, T{1}, mapped_.data(), r);
  lstm_.forward(pool, mapped_, pass_);
  head_.reshape(steps, 2 * cols_);
  broadcast(head_bias_.value, head_);
  math::gemm(pool, Transpose::kNo, Transpose::kNo, steps, 2 * cols_, r, pass_.back().outputs.data(), r,
             head_weight_.value.data(), 2 * cols_, T{1}, head_.data(), 2 * cols_);
  eta_.reshape(steps, cols_);
  eta_.fill(T{0});
  for (size_t t = 0; t < steps; ++t) {
    T* const head = head_.row(t);
    math::weighted_row_sum(head_weight_.value.row(r), 2 * cols_, topics_.data(), before(t), k_count,
                           static_cast<const T*>(head), head, 2 * cols_);
    for (size_t k = 0; k < k_count; ++k)
      eta_(t, k) = head[k] + noise_(t, k) * std::exp(T(0.5) * head[cols_ + k]);
  }
}

template <typename T>
const Matrix<T>& TrendNetwork<T>::sample(ThreadPool& pool, uint64_t seed, uint64_t stream) {
  const CounterRandom random(seed, stream_id(13, stream));
  noise_.reshape(config_.slices, cols_);
  for (size_t i = 0; i < noise_.size(); i += 2) {
    const auto [a, b] = random.normal_pair(i / 2);
    noise_.data()[i] = static_cast<T>(a);
    noise_.data()[i + 1] = static_cast<T>(b);
  }
  run(pool);
  return eta_;
}

template <typename T>
const Matrix<T>& TrendNetwork<T>::most_likely(ThreadPool& pool) {
  noise_.reshape(config_.slices, cols_);
  noise_.fill(T{0});
  run(pool);
  return eta_;
}

template <typename T>
double TrendNetwork<T>::kl() const {
  double total = 0;
  for (size_t t = 0; t < config_.slices; ++t) {
    const double variance = prior_variance(t);
    for (size_t k = 0; k < config_.etm.num_topics; ++k) {
      const double log_variance = static_cast<double>(head_(t, cols_ + k));
      const double distance = static_cast<double>(head_(t, k)) - static_cast<double>(before(t)[k]);
      total += 0.5 * ((std::exp(log_variance) + distance * distance) / variance - 1.0 + std::log(variance) -
                      log_variance);
    }
  }
  return total;
}

template <typename T>
void TrendNetwork<T>::backward(ThreadPool& pool, Matrix<T>& gradient, double kl_scale,
                               Optimizer<T>& optimizer) {
  const size_t v = config_.etm.vocabulary_size;
  const size_t k_count = config_.etm.num_topics;
  const size_t r = config_.trend_hidden;
  const size_t steps = config_.slices;
  const T scale = static_cast<T>(kl_scale);
  Matrix<T> head_gradient(steps, 2 * cols_);
  math::AlignedVector<T> carried(cols_, T{0});  // what slice t + 1 adds to d loss / d eta_t
  for (size_t t = steps; t-- > 0;) {
    const T inverse = static_cast<T>(1.0 / prior_variance(t));
    T* const out = head_gradient.row(t);
    for (size_t k = 0; k < k_count; ++k) {
      const T total = gradient(t, k) + carried[k];
      const T variance = std::exp(head_(t, cols_ + k));
      const T pull = scale * (head_(t, k) - before(t)[k]) * inverse;
      out[k] = total + pull;
      out[cols_ + k] =
          T(0.5) * (total * noise_(t, k) * std::sqrt(variance) + scale * (variance * inverse - T{1}));
      carried[k] = -pull;
    }
    if (t == 0) break;
    std::vector<T> through(k_count);
    math::gather_dots(head_weight_.value.row(r), 2 * cols_, topics_.data(), k_count,
                      static_cast<const T*>(out), 2 * cols_, through.data());
    for (size_t k = 0; k < k_count; ++k) carried[k] += through[k];
  }

  Matrix<T> output_gradient(steps, r);
  math::gemm(pool, Transpose::kNo, Transpose::kYes, steps, r, 2 * cols_, head_gradient.data(), 2 * cols_,
             head_weight_.value.data(), 2 * cols_, T{0}, output_gradient.data(), r);
  Matrix<T> weight(r + k_count, 2 * cols_);
  math::gemm(pool, Transpose::kYes, Transpose::kNo, r, 2 * cols_, steps, pass_.back().outputs.data(), r,
             head_gradient.data(), 2 * cols_, T{0}, weight.data(), 2 * cols_);
  if (steps > 1) {
    math::gemm(pool, Transpose::kYes, Transpose::kNo, k_count, 2 * cols_, steps - 1, eta_.data(), cols_,
               head_gradient.row(1), 2 * cols_, T{0}, weight.row(r), 2 * cols_);
  }
  optimizer.apply(head_weight_, 0, weight.data(), weight.size());
  apply_bias(head_gradient, head_bias_, optimizer);
  lstm_.backward(pool, mapped_, pass_, output_gradient, optimizer);
  apply_bias(output_gradient, map_bias_, optimizer);
  weight.reshape(v, r);
  math::gemm(pool, Transpose::kYes, Transpose::kNo, v, r, steps, slice_words_.data(), v,
             output_gradient.data(), r, T{0}, weight.data(), r);
  parallel_for(pool, weight.size(), kApplyGrain, [&](size_t begin, size_t end, size_t) {
    optimizer.apply(map_weight_, begin, weight.data() + begin, end - begin);
  });
}

template class TrendNetwork<float>;
template class TrendNetwork<double>;

}  // namespace theta::models
