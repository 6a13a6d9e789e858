#include "math/kernels.h"

#include <cmath>

#include "math/matrix.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/kernels.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace theta::math {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Sums kVectors registers' worth of columns at once: the accumulators stay in registers over all rows.
template <size_t kVectors, typename T>
HWY_INLINE void row_sum_block(const T* matrix, size_t stride, const uint32_t* indices, const T* weights,
                              size_t count, const T* init, T* out) {
  const hn::ScalableTag<T> d;
  using V = hn::Vec<decltype(d)>;
  const size_t lanes = hn::Lanes(d);
  V sum0 = hn::Zero(d), sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0, sum6 = sum0,
    sum7 = sum0;
  if (init != nullptr) {
    sum0 = hn::LoadU(d, init);
    if constexpr (kVectors > 1) sum1 = hn::LoadU(d, init + lanes);
    if constexpr (kVectors > 2) sum2 = hn::LoadU(d, init + 2 * lanes), sum3 = hn::LoadU(d, init + 3 * lanes);
    if constexpr (kVectors > 4) {
      sum4 = hn::LoadU(d, init + 4 * lanes), sum5 = hn::LoadU(d, init + 5 * lanes);
      sum6 = hn::LoadU(d, init + 6 * lanes), sum7 = hn::LoadU(d, init + 7 * lanes);
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const T* row = matrix + indices[i] * stride;
    const V w = hn::Set(d, weights[i]);
    sum0 = hn::MulAdd(w, hn::LoadU(d, row), sum0);
    if constexpr (kVectors > 1) sum1 = hn::MulAdd(w, hn::LoadU(d, row + lanes), sum1);
    if constexpr (kVectors > 2) {
      sum2 = hn::MulAdd(w, hn::LoadU(d, row + 2 * lanes), sum2);
      sum3 = hn::MulAdd(w, hn::LoadU(d, row + 3 * lanes), sum3);
    }
    if constexpr (kVectors > 4) {
      sum4 = hn::MulAdd(w, hn::LoadU(d, row + 4 * lanes), sum4);
      sum5 = hn::MulAdd(w, hn::LoadU(d, row + 5 * lanes), sum5);
      sum6 = hn::MulAdd(w, hn::LoadU(d, row + 6 * lanes), sum6);
      sum7 = hn::MulAdd(w, hn::LoadU(d, row + 7 * lanes), sum7);
    }
  }
  hn::StoreU(sum0, d, out);
  if constexpr (kVectors > 1) hn::StoreU(sum1, d, out + lanes);
  if constexpr (kVectors > 2) hn::StoreU(sum2, d, out + 2 * lanes), hn::StoreU(sum3, d, out + 3 * lanes);
  if constexpr (kVectors > 4) {
    hn::StoreU(sum4, d, out + 4 * lanes), hn::StoreU(sum5, d, out + 5 * lanes);
    hn::StoreU(sum6, d, out + 6 * lanes), hn::StoreU(sum7, d, out + 7 * lanes);
  }
}

template <typename T>
HWY_INLINE void row_sum_tail(const T* matrix, size_t stride, const uint32_t* indices, const T* weights,
                             size_t count, const T* init, T* out, size_t cols) {
  for (size_t c = 0; c < cols; ++c) {
    T sum = init != nullptr ? init[c] : T{0};
    for (size_t i = 0; i < count; ++i) sum += weights[i] * matrix[indices[i] * stride + c];
    out[c] = sum;
  }
}

template <typename T>
void WeightedRowSum(const T* matrix, size_t stride, const uint32_t* indices, const T* weights, size_t count,
                    const T* init, T* out, size_t cols) {
  const size_t lanes = hn::Lanes(hn::ScalableTag<T>());
  size_t c = 0;
  const auto block = [&](auto vectors) {
    constexpr size_t kVectors = decltype(vectors)::value;
    for (; c + kVectors * lanes <= cols; c += kVectors * lanes) {
      row_sum_block<kVectors>(matrix + c, stride, indices, weights, count,
                              init == nullptr ? nullptr : init + c, out + c);
    }
  };
  block(std::integral_constant<size_t, 8>{});
  block(std::integral_constant<size_t, 4>{});
  block(std::integral_constant<size_t, 2>{});
  block(std::integral_constant<size_t, 1>{});
  if (c < cols) {
    row_sum_tail(matrix + c, stride, indices, weights, count, init == nullptr ? nullptr : init + c, out + c,
                 cols - c);
  }
}

template <typename T>
void GatherDots(const T* matrix, size_t stride, const uint32_t* indices, size_t count, const T* vector,
                size_t cols, T* out) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  for (size_t i = 0; i < count; ++i) {
    const T* row = matrix + indices[i] * stride;
    auto sum0 = hn::Zero(d);
    auto sum1 = hn::Zero(d);
    size_t c = 0;
    for (; c + 2 * lanes <= cols; c += 2 * lanes) {
      sum0 = hn::MulAdd(hn::LoadU(d, vector + c), hn::LoadU(d, row + c), sum0);
      sum1 = hn::MulAdd(hn::LoadU(d, vector + c + lanes), hn::LoadU(d, row + c + lanes), sum1);
    }
    for (; c < cols; c += lanes) sum0 = hn::MulAdd(hn::LoadU(d, vector + c), hn::LoadU(d, row + c), sum0);
    out[i] = hn::GetLane(hn::SumOfLanes(d, hn::Add(sum0, sum1)));
  }
}

template <typename T>
T WeightedLogSum(const T* weights, const T* values, size_t count) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  auto sum = hn::Zero(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    sum = hn::MulAdd(hn::LoadU(d, weights + i), hn::Log(d, hn::LoadU(d, values + i)), sum);
  }
  T total = hn::GetLane(hn::SumOfLanes(d, sum));
  for (; i < count; ++i) total += weights[i] * std::log(values[i]);
  return total;
}

template <typename T>
void SoftmaxRow(T* values, size_t count) {
  T largest = values[0];
  for (size_t i = 1; i < count; ++i) largest = values[i] > largest ? values[i] : largest;
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  const auto offset = hn::Set(d, largest);
  const size_t end = padded(count);
  for (size_t i = 0; i < end; i += lanes)
    hn::StoreU(hn::Exp(d, hn::Sub(hn::LoadU(d, values + i), offset)), d, values + i);
  for (size_t i = count; i < end; ++i) values[i] = T{0};
  auto sum = hn::Zero(d);
  for (size_t i = 0; i < end; i += lanes) sum = hn::Add(sum, hn::LoadU(d, values + i));
  const auto factor = hn::Set(d, T{1} / hn::GetLane(hn::SumOfLanes(d, sum)));
  for (size_t i = 0; i < end; i += lanes)
    hn::StoreU(hn::Mul(hn::LoadU(d, values + i), factor), d, values + i);
}

template <typename T>
void ScaledExp(const T* in, T scale, T* out, size_t count) {
  const hn::ScalableTag<T> d;
  const auto factor = hn::Set(d, scale);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    hn::StoreU(hn::Exp(d, hn::Mul(hn::LoadU(d, in + i), factor)), d, out + i);
  }
}

template <typename T>
void ColumnMax(const T* rows, size_t stride, size_t row_count, size_t cols, T* maxima) {
  const hn::ScalableTag<T> d;
  for (size_t c = 0; c < cols; c += hn::Lanes(d)) {
    auto largest = hn::LoadU(d, maxima + c);
    for (size_t r = 0; r < row_count; ++r) largest = hn::Max(largest, hn::LoadU(d, rows + r * stride + c));
    hn::StoreU(largest, d, maxima + c);
  }
}

template <typename T>
void ColumnExpSum(T* rows, size_t stride, size_t row_count, size_t cols, const T* offset, T* sums) {
  const hn::ScalableTag<T> d;
  for (size_t c = 0; c < cols; c += hn::Lanes(d)) {
    const auto shift = hn::LoadU(d, offset + c);
    auto sum = hn::LoadU(d, sums + c);
    for (size_t r = 0; r < row_count; ++r) {
      const auto e = hn::Exp(d, hn::Sub(hn::LoadU(d, rows + r * stride + c), shift));
      hn::StoreU(e, d, rows + r * stride + c);
      sum = hn::Add(sum, e);
    }
    hn::StoreU(sum, d, sums + c);
  }
}

template <typename T>
void ScaleColumns(T* rows, size_t stride, size_t row_count, size_t cols, const T* factor) {
  const hn::ScalableTag<T> d;
  for (size_t r = 0; r < row_count; ++r) {
    T* row = rows + r * stride;
    for (size_t c = 0; c < cols; c += hn::Lanes(d)) {
      hn::StoreU(hn::Mul(hn::LoadU(d, row + c), hn::LoadU(d, factor + c)), d, row + c);
    }
  }
}

template <typename T>
void ColumnProductSum(const T* a, const T* b, size_t stride, size_t row_count, size_t cols, T* sums) {
  const hn::ScalableTag<T> d;
  for (size_t c = 0; c < cols; c += hn::Lanes(d)) {
    auto sum = hn::LoadU(d, sums + c);
    for (size_t r = 0; r < row_count; ++r) {
      sum = hn::MulAdd(hn::LoadU(d, a + r * stride + c), hn::LoadU(d, b + r * stride + c), sum);
    }
    hn::StoreU(sum, d, sums + c);
  }
}

template <typename T>
void SoftmaxColumnsBackward(const T* p, const T* mean, size_t stride, size_t row_count, size_t cols, T* g) {
  const hn::ScalableTag<T> d;
  for (size_t r = 0; r < row_count; ++r) {
    const T* prob = p + r * stride;
    T* grad = g + r * stride;
    for (size_t c = 0; c < cols; c += hn::Lanes(d)) {
      const auto centred = hn::Sub(hn::LoadU(d, grad + c), hn::LoadU(d, mean + c));
      hn::StoreU(hn::Mul(hn::LoadU(d, prob + c), centred), d, grad + c);
    }
  }
}

template <typename T>
void ColumnSum(const T* rows, size_t stride, size_t row_count, size_t cols, T* sums) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  size_t c = 0;
  for (; c + lanes <= cols; c += lanes) {
    auto sum = hn::LoadU(d, sums + c);
    for (size_t r = 0; r < row_count; ++r) sum = hn::Add(sum, hn::LoadU(d, rows + r * stride + c));
    hn::StoreU(sum, d, sums + c);
  }
  for (; c < cols; ++c) {
    for (size_t r = 0; r < row_count; ++r) sums[c] += rows[r * stride + c];
  }
}

template <typename T>
void AdamUpdate(const AdamStep<T>& step, T gradient_scale, const T* gradient, T* parameter, T* first_moment,
                T* second_moment, size_t count) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  const auto scale = hn::Set(d, gradient_scale);
  const auto decay = hn::Set(d, step.decay);
  const auto beta1 = hn::Set(d, step.beta1);
  const auto beta2 = hn::Set(d, step.beta2);
  const auto rest1 = hn::Set(d, T{1} - step.beta1);
  const auto rest2 = hn::Set(d, T{1} - step.beta2);
  const auto correction = hn::Set(d, step.inverse_sqrt_correction2);
  const auto epsilon = hn::Set(d, step.epsilon);
  const auto rate = hn::Set(d, step.rate);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto p = hn::LoadU(d, parameter + i);
    const auto g = hn::MulAdd(decay, p, hn::Mul(scale, hn::LoadU(d, gradient + i)));
    const auto m = hn::MulAdd(beta1, hn::LoadU(d, first_moment + i), hn::Mul(rest1, g));
    const auto v = hn::MulAdd(beta2, hn::LoadU(d, second_moment + i), hn::Mul(rest2, hn::Mul(g, g)));
    const auto denominator = hn::MulAdd(hn::Sqrt(v), correction, epsilon);
    hn::StoreU(m, d, first_moment + i);
    hn::StoreU(v, d, second_moment + i);
    hn::StoreU(hn::Sub(p, hn::Div(hn::Mul(rate, m), denominator)), d, parameter + i);
  }
  for (; i < count; ++i) {
    const T g = step.decay * parameter[i] + gradient_scale * gradient[i];
    first_moment[i] = step.beta1 * first_moment[i] + (T{1} - step.beta1) * g;
    second_moment[i] = step.beta2 * second_moment[i] + (T{1} - step.beta2) * g * g;
    const T denominator = std::sqrt(second_moment[i]) * step.inverse_sqrt_correction2 + step.epsilon;
    parameter[i] -= step.rate * first_moment[i] / denominator;
  }
}

template <typename T>
void Relu(T* values, size_t count) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes)
    hn::StoreU(hn::Max(hn::LoadU(d, values + i), hn::Zero(d)), d, values + i);
  for (; i < count; ++i) values[i] = values[i] > T{0} ? values[i] : T{0};
}

template <typename T>
void ReluBackward(const T* activated, T* gradient, size_t count) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto positive = hn::Gt(hn::LoadU(d, activated + i), hn::Zero(d));
    hn::StoreU(hn::IfThenElseZero(positive, hn::LoadU(d, gradient + i)), d, gradient + i);
  }
  for (; i < count; ++i) gradient[i] = activated[i] > T{0} ? gradient[i] : T{0};
}

void RoundToBfloat16(const float* values, uint16_t* out, size_t count) {
  const hn::ScalableTag<uint32_t> d;
  const hn::Rebind<uint16_t, decltype(d)> narrow;
  const size_t lanes = hn::Lanes(d);
  const auto half = hn::Set(d, 0x7FFFU);
  const auto one = hn::Set(d, 1U);
  const auto* bits = reinterpret_cast<const uint32_t*>(values);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto x = hn::LoadU(d, bits + i);
    const auto even = hn::And(hn::ShiftRight<16>(x), one);
    const auto rounded = hn::ShiftRight<16>(hn::Add(x, hn::Add(half, even)));
    hn::StoreU(hn::DemoteTo(narrow, hn::BitCast(hn::RebindToSigned<decltype(d)>(), rounded)), narrow,
               out + i);
  }
  for (; i < count; ++i) {
    out[i] = static_cast<uint16_t>((bits[i] + 0x7FFFU + ((bits[i] >> 16) & 1U)) >> 16);
  }
}

// HWY_EXPORT takes plain functions, so each template gets a named instance for float and for double.
#define THETA_FOR_BOTH_TYPES(INSTANTIATE) \
  INSTANTIATE(float, Float)               \
  INSTANTIATE(double, Double)

#define THETA_INSTANCES(T, Name)                                                                             \
  void WeightedRowSum##Name(const T* a, size_t b, const uint32_t* c, const T* e, size_t f, const T* g, T* h, \
                            size_t i) {                                                                      \
    WeightedRowSum<T>(a, b, c, e, f, g, h, i);                                                               \
  }                                                                                                          \
  void GatherDots##Name(const T* a, size_t b, const uint32_t* c, size_t e, const T* f, size_t g, T* h) {     \
    GatherDots<T>(a, b, c, e, f, g, h);                                                                      \
  }                                                                                                          \
  T WeightedLogSum##Name(const T* a, const T* b, size_t c) {                                                 \
    return WeightedLogSum<T>(a, b, c);                                                                       \
  }                                                                                                          \
  void SoftmaxRow##Name(T* a, size_t b) {                                                                    \
    SoftmaxRow<T>(a, b);                                                                                     \
  }                                                                                                          \
  void ScaledExp##Name(const T* a, T b, T* c, size_t e) {                                                    \
    ScaledExp<T>(a, b, c, e);                                                                                \
  }                                                                                                          \
  void ColumnMax##Name(const T* a, size_t b, size_t c, size_t e, T* f) {                                     \
    ColumnMax<T>(a, b, c, e, f);                                                                             \
  }                                                                                                          \
  void ColumnExpSum##Name(T* a, size_t b, size_t c, size_t e, const T* f, T* g) {                            \
    ColumnExpSum<T>(a, b, c, e, f, g);                                                                       \
  }                                                                                                          \
  void ScaleColumns##Name(T* a, size_t b, size_t c, size_t e, const T* f) {                                  \
    ScaleColumns<T>(a, b, c, e, f);                                                                          \
  }                                                                                                          \
  void ColumnProductSum##Name(const T* a, const T* b, size_t c, size_t e, size_t f, T* g) {                  \
    ColumnProductSum<T>(a, b, c, e, f, g);                                                                   \
  }                                                                                                          \
  void SoftmaxColumnsBackward##Name(const T* a, const T* b, size_t c, size_t e, size_t f, T* g) {            \
    SoftmaxColumnsBackward<T>(a, b, c, e, f, g);                                                             \
  }                                                                                                          \
  void ColumnSum##Name(const T* a, size_t b, size_t c, size_t e, T* f) {                                     \
    ColumnSum<T>(a, b, c, e, f);                                                                             \
  }                                                                                                          \
  void Relu##Name(T* a, size_t b) {                                                                          \
    Relu<T>(a, b);                                                                                           \
  }                                                                                                          \
  void ReluBackward##Name(const T* a, T* b, size_t c) {                                                      \
    ReluBackward<T>(a, b, c);                                                                                \
  }                                                                                                          \
  void AdamUpdate##Name(const AdamStep<T>& a, T b, const T* c, T* e, T* f, T* g, size_t h) {                 \
    AdamUpdate<T>(a, b, c, e, f, g, h);                                                                      \
  }
THETA_FOR_BOTH_TYPES(THETA_INSTANCES)

}  // namespace HWY_NAMESPACE
}  // namespace theta::math
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace theta::math {

#define THETA_DISPATCH(T, Name)                                                                            \
  HWY_EXPORT(WeightedRowSum##Name);                                                                        \
  HWY_EXPORT(GatherDots##Name);                                                                            \
  HWY_EXPORT(WeightedLogSum##Name);                                                                        \
  HWY_EXPORT(SoftmaxRow##Name);                                                                            \
  HWY_EXPORT(ScaledExp##Name);                                                                             \
  HWY_EXPORT(ColumnMax##Name);                                                                             \
  HWY_EXPORT(ColumnExpSum##Name);                                                                          \
  HWY_EXPORT(ScaleColumns##Name);                                                                          \
  HWY_EXPORT(ColumnProductSum##Name);                                                                      \
  HWY_EXPORT(SoftmaxColumnsBackward##Name);                                                                \
  HWY_EXPORT(ColumnSum##Name);                                                                             \
  HWY_EXPORT(Relu##Name);                                                                                  \
  HWY_EXPORT(ReluBackward##Name);                                                                          \
  HWY_EXPORT(AdamUpdate##Name);                                                                            \
  template <>                                                                                              \
  void weighted_row_sum(const T* matrix, size_t stride, const uint32_t* indices, const T* weights,         \
                        size_t count, const T* init, T* out, size_t cols) {                                \
    HWY_DYNAMIC_DISPATCH(WeightedRowSum##Name)(matrix, stride, indices, weights, count, init, out, cols);  \
  }                                                                                                        \
  template <>                                                                                              \
  void gather_dots(const T* matrix, size_t stride, const uint32_t* indices, size_t count, const T* vector, \
                   size_t cols, T* out) {                                                                  \
    HWY_DYNAMIC_DISPATCH(GatherDots##Name)(matrix, stride, indices, count, vector, cols, out);             \
  }                                                                                                        \
  template <>                                                                                              \
  T weighted_log_sum(const T* weights, const T* values, size_t count) {                                    \
    return HWY_DYNAMIC_DISPATCH(WeightedLogSum##Name)(weights, values, count);                             \
  }                                                                                                        \
  template <>                                                                                              \
  void softmax_row(T* values, size_t count) {                                                              \
    HWY_DYNAMIC_DISPATCH(SoftmaxRow##Name)(values, count);                                                 \
  }                                                                                                        \
  template <>                                                                                              \
  void scaled_exp(const T* in, T scale, T* out, size_t count) {                                            \
    HWY_DYNAMIC_DISPATCH(ScaledExp##Name)(in, scale, out, count);                                          \
  }                                                                                                        \
  template <>                                                                                              \
  void column_max(const T* rows, size_t stride, size_t row_count, size_t cols, T* maxima) {                \
    HWY_DYNAMIC_DISPATCH(ColumnMax##Name)(rows, stride, row_count, cols, maxima);                          \
  }                                                                                                        \
  template <>                                                                                              \
  void column_exp_sum(T* rows, size_t stride, size_t row_count, size_t cols, const T* offset, T* sums) {   \
    HWY_DYNAMIC_DISPATCH(ColumnExpSum##Name)(rows, stride, row_count, cols, offset, sums);                 \
  }                                                                                                        \
  template <>                                                                                              \
  void scale_columns(T* rows, size_t stride, size_t row_count, size_t cols, const T* factor) {             \
    HWY_DYNAMIC_DISPATCH(ScaleColumns##Name)(rows, stride, row_count, cols, factor);                       \
  }                                                                                                        \
  template <>                                                                                              \
  void column_product_sum(const T* a, const T* b, size_t stride, size_t row_count, size_t cols, T* sums) { \
    HWY_DYNAMIC_DISPATCH(ColumnProductSum##Name)(a, b, stride, row_count, cols, sums);                     \
  }                                                                                                        \
  template <>                                                                                              \
  void softmax_columns_backward(const T* p, const T* mean, size_t stride, size_t row_count, size_t cols,   \
                                T* g) {                                                                    \
    HWY_DYNAMIC_DISPATCH(SoftmaxColumnsBackward##Name)(p, mean, stride, row_count, cols, g);               \
  }                                                                                                        \
  template <>                                                                                              \
  void column_sum(const T* rows, size_t stride, size_t row_count, size_t cols, T* sums) {                  \
    HWY_DYNAMIC_DISPATCH(ColumnSum##Name)(rows, stride, row_count, cols, sums);                            \
  }                                                                                                        \
  template <>                                                                                              \
  void relu(T* values, size_t count) {                                                                     \
    HWY_DYNAMIC_DISPATCH(Relu##Name)(values, count);                                                       \
  }                                                                                                        \
  template <>                                                                                              \
  void relu_backward(const T* activated, T* gradient, size_t count) {                                      \
    HWY_DYNAMIC_DISPATCH(ReluBackward##Name)(activated, gradient, count);                                  \
  }                                                                                                        \
  template <>                                                                                              \
  void adam_update(const AdamStep<T>& step, T gradient_scale, const T* gradient, T* parameter,             \
                   T* first_moment, T* second_moment, size_t count) {                                      \
    HWY_DYNAMIC_DISPATCH(AdamUpdate##Name)                                                                 \
    (step, gradient_scale, gradient, parameter, first_moment, second_moment, count);                       \
  }
THETA_DISPATCH(float, Float)
THETA_DISPATCH(double, Double)

HWY_EXPORT(RoundToBfloat16);
void round_to_bfloat16(const float* values, uint16_t* out, size_t count) {
  HWY_DYNAMIC_DISPATCH(RoundToBfloat16)(values, out, count);
}

}  // namespace theta::math
#endif  // HWY_ONCE
