#pragma once

#include <cstddef>
#include <cstdint>

namespace theta::math {

// Element-wise and gather kernels for float and double, compiled for several instruction sets and chosen at
// run time (Highway). The order of every sum depends on the sizes alone, so results repeat bit by bit on one
// processor type. kernels_reference.h has the readable version of each.

/// Number of values that rows are padded to, so that kernels never need a partial register.
inline constexpr size_t kLanePadding = 16;
constexpr size_t padded(size_t n) {
  return (n + kLanePadding - 1) / kLanePadding * kLanePadding;
}

/// out[c] = init[c] + sum_i weights[i] * matrix[indices[i] * stride + c] for c < cols. `init` may be null
/// (zeros) or equal to `out` (accumulate). The sum runs over i in the order given. cols need not be padded.
template <typename T>
void weighted_row_sum(const T* matrix, size_t stride, const uint32_t* indices, const T* weights, size_t count,
                      const T* init, T* out, size_t cols);

/// out[i] = sum_c vector[c] * matrix[indices[i] * stride + c]; cols is a multiple of kLanePadding.
template <typename T>
void gather_dots(const T* matrix, size_t stride, const uint32_t* indices, size_t count, const T* vector,
                 size_t cols, T* out);

/// sum_i weights[i] * log(values[i]).
template <typename T>
T weighted_log_sum(const T* weights, const T* values, size_t count);

/// values <- exp(values - max) / sum over the first `count`; entries from count to padded(count) become 0.
template <typename T>
void softmax_row(T* values, size_t count);

/// out[i] = exp(in[i] * scale), padded count. in may equal out.
template <typename T>
void scaled_exp(const T* in, T scale, T* out, size_t count);

/// maxima[c] = max(maxima[c], rows[r * stride + c]) over `row_count` rows; cols padded.
template <typename T>
void column_max(const T* rows, size_t stride, size_t row_count, size_t cols, T* maxima);

/// rows <- exp(rows - offset[c]); sums[c] += column sums. cols padded.
template <typename T>
void column_exp_sum(T* rows, size_t stride, size_t row_count, size_t cols, const T* offset, T* sums);

/// rows[r, c] *= factor[c]; cols padded.
template <typename T>
void scale_columns(T* rows, size_t stride, size_t row_count, size_t cols, const T* factor);

/// sums[c] += a[r, c] * b[r, c] over the rows; cols padded; same stride.
template <typename T>
void column_product_sum(const T* a, const T* b, size_t stride, size_t row_count, size_t cols, T* sums);

/// g[r, c] = p[r, c] * (g[r, c] - mean[c]): gradient of a softmax down each column, in place; cols padded.
template <typename T>
void softmax_columns_backward(const T* p, const T* mean, size_t stride, size_t row_count, size_t cols, T* g);

/// sums[c] += rows[r, c]; any cols.
template <typename T>
void column_sum(const T* rows, size_t stride, size_t row_count, size_t cols, T* sums);

/// values <- max(values, 0).
template <typename T>
void relu(T* values, size_t count);

/// gradient <- gradient where activated > 0, else 0.
template <typename T>
void relu_backward(const T* activated, T* gradient, size_t count);

/// Rounds to bfloat16 bits, nearest, ties to even. Values must be finite.
void round_to_bfloat16(const float* values, uint16_t* out, size_t count);

/// One Adam step (Kingma & Ba 2015, algorithm 1) with L2 regularisation inside the gradient, as
/// torch.optim.Adam: g += decay * p; m, v updated; p -= rate * m / (sqrt(v) * inverse_sqrt_correction2 +
/// epsilon), where rate = learning rate / (1 - beta1^t) and inverse_sqrt_correction2 = 1 / sqrt(1 - beta2^t).
template <typename T>
struct AdamStep {
  T rate;
  T inverse_sqrt_correction2;
  T beta1;
  T beta2;
  T epsilon;
  T decay;
};
/// Updates `count` parameters; gradient values are scaled by `gradient_scale` first.
template <typename T>
void adam_update(const AdamStep<T>& step, T gradient_scale, const T* gradient, T* parameter, T* first_moment,
                 T* second_moment, size_t count);

}  // namespace theta::math
