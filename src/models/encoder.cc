#include "models/encoder.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "base/random.h"
#include "math/gemm.h"
#include "math/kernels.h"
#include "models/initial_values.h"

namespace theta::models {
namespace {

using math::Matrix;
using math::Transpose;

// The input layer walks over blocks of hidden units: the rows of one block stay in the second-level cache
// while the documents of the batch gather from them.
constexpr size_t kHiddenBlock = 128;
constexpr size_t kDocumentGrain = 64;
constexpr size_t kWordGrain = 64;
constexpr size_t kRowGrain = 64;

/// Fills every row of `out` with the bias, [1, cols].
template <typename T>
void broadcast(ThreadPool& pool, const Matrix<T>& bias, Matrix<T>& out) {
  parallel_for(pool, out.rows(), kRowGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t r = begin; r < end; ++r) std::copy_n(bias.data(), out.cols(), out.row(r));
  });
}

}  // namespace

template <typename T>
Encoder<T>::Encoder(const EtmConfig& config, uint64_t seed) : config_(config) {
  const size_t v = config.vocabulary_size;
  const size_t h = config.hidden_size;
  const size_t k = config.num_topics;
  const size_t half = math::padded(k);
  first_weight_.allocate("encoder.first.weight", v, h);
  first_bias_.allocate("encoder.first.bias", 1, h);
  second_weight_.allocate("encoder.second.weight", h, h);
  second_bias_.allocate("encoder.second.bias", 1, h);
  head_weight_.allocate("encoder.head.weight", h, 2 * half);
  head_bias_.allocate("encoder.head.bias", 1, 2 * half);
  const double bound1 = 1.0 / std::sqrt(static_cast<double>(v));
  const double bound2 = 1.0 / std::sqrt(static_cast<double>(h));
  fill_uniform(first_weight_.value, 0, 0, h, bound1, seed, stream_id(1, 1));
  fill_uniform(first_bias_.value, 0, 0, h, bound1, seed, stream_id(1, 2));
  fill_uniform(second_weight_.value, 0, 0, h, bound2, seed, stream_id(1, 3));
  fill_uniform(second_bias_.value, 0, 0, h, bound2, seed, stream_id(1, 4));
  fill_uniform(head_weight_.value, 0, 0, k, bound2, seed, stream_id(1, 5));
  fill_uniform(head_weight_.value, 0, half, k, bound2, seed, stream_id(1, 6));
  fill_uniform(head_bias_.value, 0, 0, k, bound2, seed, stream_id(1, 7));
  fill_uniform(head_bias_.value, 0, half, k, bound2, seed, stream_id(1, 8));
}

template <typename T>
std::vector<Parameter<T>*> Encoder<T>::parameters() {
  return {&first_weight_, &first_bias_, &second_weight_, &second_bias_, &head_weight_, &head_bias_};
}

template <typename T>
void Encoder<T>::input_layer(ThreadPool& pool, const SparseRows<T>& input, const SliceShift<T>* shift,
                             Matrix<T>& out) const {
  const size_t h = config_.hidden_size;
  Matrix<T> start = first_bias_.value;
  if (shift != nullptr) {
    start = shift->values;
    for (size_t s = 0; s < start.rows(); ++s) {
      for (size_t c = 0; c < h; ++c) start(s, c) += first_bias_.value(0, c);
    }
  }
  const size_t pieces = (input.rows() + kDocumentGrain - 1) / kDocumentGrain;
  const size_t blocks = (h + kHiddenBlock - 1) / kHiddenBlock;
  pool.run(blocks * pieces, [&](size_t task, size_t) {
    const size_t column = task / pieces * kHiddenBlock;
    const size_t width = std::min(kHiddenBlock, h - column);
    const size_t begin = task % pieces * kDocumentGrain;
    const size_t end = std::min(input.rows(), begin + kDocumentGrain);
    for (size_t d = begin; d < end; ++d) {
      math::weighted_row_sum(first_weight_.value.data() + column, h, input.row_indices(d),
                             input.row_values(d), input.row_size(d),
                             start.row(shift == nullptr ? 0 : shift->of_row[d]) + column, out.row(d) + column,
                             width);
    }
  });
}

template <typename T>
void Encoder<T>::multiply(ThreadPool& pool, Transpose transpose_a, Transpose transpose_b, size_t m, size_t n,
                          size_t k, const Matrix<T>& a, const Matrix<T>& b, T beta, Matrix<T>& c) const {
  if constexpr (std::is_same_v<T, float>) {
    if (config_.bfloat16) {
      math::gemm_bf16(pool, transpose_a, transpose_b, m, n, k, a.data(), a.cols(), b.data(), b.cols(), beta,
                      c.data(), c.cols(), rounded_);
      return;
    }
  }
  math::gemm(pool, transpose_a, transpose_b, m, n, k, a.data(), a.cols(), b.data(), b.cols(), beta, c.data(),
             c.cols());
}

template <typename T>
void Encoder<T>::activate(ThreadPool& pool, Matrix<T>& values) const {
  parallel_for(pool, values.rows(), kRowGrain, [&](size_t begin, size_t end, size_t) {
    T* const first = values.row(begin);
    T* const last = first + (end - begin) * values.cols();
    if (config_.activation == Activation::kRelu) {
      math::relu(first, static_cast<size_t>(last - first));
      return;
    }
    // log(1 + e^x) without overflow for large x.
    for (T* x = first; x != last; ++x) *x = std::max(*x, T{0}) + std::log1p(std::exp(-std::abs(*x)));
  });
}

template <typename T>
void Encoder<T>::activation_backward(ThreadPool& pool, const Matrix<T>& activated,
                                     Matrix<T>& gradient) const {
  parallel_for(pool, gradient.rows(), kRowGrain, [&](size_t begin, size_t end, size_t) {
    const size_t count = (end - begin) * gradient.cols();
    const T* const y = activated.row(begin);
    T* const g = gradient.row(begin);
    if (config_.activation == Activation::kRelu) {
      math::relu_backward(y, g, count);
      return;
    }
    // y = log(1 + e^x), so dy/dx = 1 - e^-y.
    for (size_t i = 0; i < count; ++i) g[i] *= -std::expm1(-y[i]);
  });
}

template <typename T>
void Encoder<T>::forward(ThreadPool& pool, const SparseRows<T>& input, uint64_t seed, uint64_t dropout_stream,
                         Pass& pass, const SliceShift<T>* shift) const {
  const size_t h = config_.hidden_size;
  const size_t b = input.rows();
  const size_t width = head_weight_.value.cols();
  pass.hidden1.reshape(b, h);
  pass.hidden2.reshape(b, h);
  pass.head.reshape(b, width);
  input_layer(pool, input, shift, pass.hidden1);
  activate(pool, pass.hidden1);

  broadcast(pool, second_bias_.value, pass.hidden2);
  multiply(pool, Transpose::kNo, Transpose::kNo, b, h, h, pass.hidden1, second_weight_.value, T{1},
           pass.hidden2);
  activate(pool, pass.hidden2);
  drop_out(seed, dropout_stream, pass);

  broadcast(pool, head_bias_.value, pass.head);
  multiply(pool, Transpose::kNo, Transpose::kNo, b, width, h, pass.top(), head_weight_.value, T{1},
           pass.head);
}

template <typename T>
void Encoder<T>::drop_out(uint64_t seed, uint64_t stream, Pass& pass) const {
  pass.dropout_mask.reshape(0, 0);
  if (config_.dropout <= 0 || stream == 0) return;
  const T keep = static_cast<T>(1.0 / (1.0 - config_.dropout));
  const CounterRandom random(seed, stream);
  pass.dropout_mask.reshape(pass.hidden2.rows(), pass.hidden2.cols());
  pass.dropped.reshape(pass.hidden2.rows(), pass.hidden2.cols());
  for (size_t i = 0; i < pass.hidden2.size(); ++i) {
    const T mask = random.uniform(i) < static_cast<float>(config_.dropout) ? T{0} : keep;
    pass.dropout_mask.data()[i] = mask;
    pass.dropped.data()[i] = pass.hidden2.data()[i] * mask;
  }
}

template <typename T>
void Encoder<T>::bias_backward(const Matrix<T>& gradient, Parameter<T>& bias, Optimizer<T>& optimizer) const {
  std::vector<T> sums(gradient.cols(), T{0});
  math::column_sum(gradient.data(), gradient.cols(), gradient.rows(), gradient.cols(), sums.data());
  optimizer.apply(bias, 0, sums.data(), sums.size());
}

template <typename T>
void Encoder<T>::input_layer_backward(ThreadPool& pool, const SparseRows<T>& input,
                                      const ColumnOrder& columns, const Matrix<T>& gradient,
                                      Optimizer<T>& optimizer) {
  const size_t h = config_.hidden_size;
  const size_t v_count = config_.vocabulary_size;
  column_values_.resize(columns.positions.size());
  for (size_t i = 0; i < columns.positions.size(); ++i)
    column_values_[i] = input.values[columns.positions[i]];
  const size_t pieces = (v_count + kWordGrain - 1) / kWordGrain;
  const size_t blocks = (h + kHiddenBlock - 1) / kHiddenBlock;
  pool.run(blocks * pieces, [&](size_t task, size_t) {
    const size_t column = task / pieces * kHiddenBlock;
    const size_t width = std::min(kHiddenBlock, h - column);
    const size_t begin = task % pieces * kWordGrain;
    const size_t end = std::min(v_count, begin + kWordGrain);
    alignas(64) T row[kHiddenBlock];
    for (size_t v = begin; v < end; ++v) {
      const uint32_t first = columns.offsets[v];
      math::weighted_row_sum(gradient.data() + column, h, columns.rows.data() + first,
                             column_values_.data() + first, columns.column_size(v),
                             static_cast<const T*>(nullptr), row, width);
      optimizer.apply(first_weight_, v * h + column, row, width);
    }
  });
}

template <typename T>
void Encoder<T>::backward(ThreadPool& pool, const SparseRows<T>& input, const ColumnOrder& input_columns,
                          const Pass& pass, const Matrix<T>& head_gradient, Optimizer<T>& optimizer) {
  const size_t h = config_.hidden_size;
  const size_t b = input.rows();
  const size_t width = head_gradient.cols();
  const auto update = [&](Parameter<T>& weight, const Matrix<T>& in, const Matrix<T>& out_gradient) {
    weight_gradient_.reshape(in.cols(), out_gradient.cols());
    multiply(pool, Transpose::kYes, Transpose::kNo, in.cols(), out_gradient.cols(), b, in, out_gradient, T{0},
             weight_gradient_);
    parallel_for(pool, weight_gradient_.size(), size_t{1} << 14, [&](size_t begin, size_t end, size_t) {
      optimizer.apply(weight, begin, weight_gradient_.data() + begin, end - begin);
    });
  };

  gradient2_.reshape(b, h);
  multiply(pool, Transpose::kNo, Transpose::kYes, b, h, width, head_gradient, head_weight_.value, T{0},
           gradient2_);
  update(head_weight_, pass.top(), head_gradient);
  bias_backward(head_gradient, head_bias_, optimizer);
  if (!pass.dropout_mask.empty()) {
    for (size_t i = 0; i < gradient2_.size(); ++i) gradient2_.data()[i] *= pass.dropout_mask.data()[i];
  }
  activation_backward(pool, pass.hidden2, gradient2_);

  gradient1_.reshape(b, h);
  multiply(pool, Transpose::kNo, Transpose::kYes, b, h, h, gradient2_, second_weight_.value, T{0},
           gradient1_);
  update(second_weight_, pass.hidden1, gradient2_);
  bias_backward(gradient2_, second_bias_, optimizer);
  activation_backward(pool, pass.hidden1, gradient1_);
  bias_backward(gradient1_, first_bias_, optimizer);
  input_layer_backward(pool, input, input_columns, gradient1_, optimizer);
}

template <typename T>
void Encoder<T>::shift_gradient(const SliceShift<T>& shift, Matrix<T>& gradient) const {
  gradient.reshape(shift.values.rows(), shift.values.cols());
  gradient.fill(T{0});
  for (size_t d = 0; d < gradient1_.rows(); ++d) {
    T* const sum = gradient.row(shift.of_row[d]);
    for (size_t c = 0; c < gradient.cols(); ++c) sum[c] += gradient1_(d, c);
  }
}

template class Encoder<float>;
template class Encoder<double>;

}  // namespace theta::models
