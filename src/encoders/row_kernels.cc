#include "encoders/row_kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoders/row_kernels.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace theta::encoders {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::ScalableTag<float>;
using Vector = hn::Vec<Tag>;
// At least 16: the compiler then sees that a partial copy stays inside, on every target.
constexpr size_t kBuffer = HWY_MAX(hn::MaxLanes(Tag()), size_t{16});

// Reads and writes the last, partial register through a buffer: the arithmetic is that of the others.
template <typename Body>
HWY_INLINE void for_each_vector(size_t count, Body body) {
  const size_t lanes = hn::Lanes(Tag());
  size_t c = 0;
  for (; c + lanes <= count; c += lanes) body(c, lanes);
  if (c < count) body(c, count - c);
}

HWY_INLINE Vector load(const float* values, size_t lanes) {
  const Tag d;
  if (lanes == hn::Lanes(d)) return hn::LoadU(d, values);
  HWY_ALIGN float buffer[kBuffer] = {};
  std::copy_n(values, lanes, buffer);
  return hn::Load(d, buffer);
}

HWY_INLINE void store(Vector v, float* values, size_t lanes) {
  const Tag d;
  if (lanes == hn::Lanes(d)) {
    hn::StoreU(v, d, values);
    return;
  }
  HWY_ALIGN float buffer[kBuffer];
  hn::Store(v, d, buffer);
  std::copy_n(buffer, lanes, values);
}

HWY_INLINE float sum_of(Vector v) {
  return hn::GetLane(hn::SumOfLanes(Tag(), v));
}

void RmsNorm(const float* in, const float* weight, float epsilon, float* out, size_t count) {
  const Tag d;
  Vector sum = hn::Zero(d);
  for_each_vector(count, [&](size_t c, size_t lanes) {
    const Vector x = load(in + c, lanes);
    sum = hn::MulAdd(x, x, sum);
  });
  const Vector factor = hn::Set(d, 1.0F / std::sqrt(sum_of(sum) / static_cast<float>(count) + epsilon));
  for_each_vector(count, [&](size_t c, size_t lanes) {
    store(hn::Mul(hn::Mul(load(in + c, lanes), factor), load(weight + c, lanes)), out + c, lanes);
  });
}

void LayerNorm(const float* in, const float* weight, const float* bias, float epsilon, float* out,
               size_t count) {
  const Tag d;
  const auto n = static_cast<float>(count);
  Vector sum = hn::Zero(d);
  for_each_vector(count, [&](size_t c, size_t lanes) { sum = hn::Add(sum, load(in + c, lanes)); });
  const Vector mean = hn::Set(d, sum_of(sum) / n);
  Vector squares = hn::Zero(d);
  const size_t whole = count / hn::Lanes(d) * hn::Lanes(d);
  for_each_vector(whole, [&](size_t c, size_t lanes) {
    const Vector x = hn::Sub(load(in + c, lanes), mean);
    squares = hn::MulAdd(x, x, squares);
  });
  float total = sum_of(squares);
  for (size_t c = whole; c < count; ++c) {
    const float x = in[c] - hn::GetLane(mean);
    total += x * x;
  }
  const Vector factor = hn::Set(d, 1.0F / std::sqrt(total / n + epsilon));
  for_each_vector(count, [&](size_t c, size_t lanes) {
    const Vector x = hn::Mul(hn::Sub(load(in + c, lanes), mean), factor);
    store(hn::MulAdd(x, load(weight + c, lanes), load(bias + c, lanes)), out + c, lanes);
  });
}

HWY_INLINE Vector sigmoid(Vector x) {
  const Tag d;
  const Vector one = hn::Set(d, 1.0F);
  // exp() overflows for the most negative values; their sigmoid is zero long before.
  const Vector bounded = hn::Max(x, hn::Set(d, -87.0F));
  return hn::Div(one, hn::Add(one, hn::Exp(d, hn::Neg(bounded))));
}

void GatedSilu(const float* gate, const float* up, float* out, size_t count) {
  for_each_vector(count, [&](size_t c, size_t lanes) {
    const Vector x = load(gate + c, lanes);
    store(hn::Mul(hn::Mul(x, sigmoid(x)), load(up + c, lanes)), out + c, lanes);
  });
}

void Gelu(float* values, size_t count) {
  const Tag d;
  const Vector one = hn::Set(d, 1.0F);
  for_each_vector(count, [&](size_t c, size_t lanes) {
    const Vector x = load(values + c, lanes);
    const Vector z = hn::Mul(hn::Abs(x), hn::Set(d, 0.70710678F));
    const Vector t = hn::Div(one, hn::MulAdd(z, hn::Set(d, 0.3275911F), one));
    Vector p = hn::Set(d, 1.061405429F);
    p = hn::MulAdd(p, t, hn::Set(d, -1.453152027F));
    p = hn::MulAdd(p, t, hn::Set(d, 1.421413741F));
    p = hn::MulAdd(p, t, hn::Set(d, -0.284496736F));
    p = hn::MulAdd(p, t, hn::Set(d, 0.254829592F));
    const Vector tail = hn::Mul(hn::Mul(p, t), hn::Exp(d, hn::Neg(hn::Mul(z, z))));  // 1 - erf(z)
    const Vector erf = hn::CopySign(hn::Sub(one, tail), x);
    store(hn::Mul(hn::Mul(x, hn::Set(d, 0.5F)), hn::Add(one, erf)), values + c, lanes);
  });
}

void GeluTanh(float* values, size_t count) {
  const Tag d;
  for_each_vector(count, [&](size_t c, size_t lanes) {
    const Vector x = load(values + c, lanes);
    const Vector cubic = hn::MulAdd(hn::Mul(hn::Mul(x, x), x), hn::Set(d, 0.044715F), x);
    // (1 + tanh(y)) / 2 is the sigmoid of 2y; 2 sqrt(2/pi) = 1.5957691.
    store(hn::Mul(x, sigmoid(hn::Mul(cubic, hn::Set(d, 1.5957691F)))), values + c, lanes);
  });
}

void AddRow(const float* values, float* sum, size_t count) {
  for_each_vector(count, [&](size_t c, size_t lanes) {
    store(hn::Add(load(sum + c, lanes), load(values + c, lanes)), sum + c, lanes);
  });
}

void ScaleRow(float* values, float factor, size_t count) {
  const Vector f = hn::Set(Tag(), factor);
  for_each_vector(
      count, [&](size_t c, size_t lanes) { store(hn::Mul(load(values + c, lanes), f), values + c, lanes); });
}

void RotateHalves(float* values, const float* cosines, const float* sines, size_t half) {
  for_each_vector(half, [&](size_t c, size_t lanes) {
    const Vector a = load(values + c, lanes);
    const Vector b = load(values + half + c, lanes);
    const Vector cosine = load(cosines + c, lanes);
    const Vector sine = load(sines + c, lanes);
    store(hn::NegMulAdd(b, sine, hn::Mul(a, cosine)), values + c, lanes);
    store(hn::MulAdd(a, sine, hn::Mul(b, cosine)), values + half + c, lanes);
  });
}

float ExpAndSum(float* values, float scale, float maximum, size_t count) {
  const Tag d;
  const size_t lanes = hn::Lanes(d);
  const Vector factor = hn::Set(d, scale);
  const Vector top = hn::Set(d, maximum);
  const auto exponential = [&](Vector x) { return hn::Exp(d, hn::MulSub(x, factor, top)); };
  Vector sum = hn::Zero(d);
  size_t c = 0;
  for (; c + lanes <= count; c += lanes) {
    const Vector e = exponential(hn::LoadU(d, values + c));
    hn::StoreU(e, d, values + c);
    sum = hn::Add(sum, e);
  }
  float total = sum_of(sum);
  if (c < count) {
    HWY_ALIGN float buffer[kBuffer] = {};
    std::copy_n(values + c, count - c, buffer);
    hn::Store(exponential(hn::Load(d, buffer)), d, buffer);
    for (size_t i = 0; c + i < count; ++i) total += values[c + i] = buffer[i];
  }
  return total;
}

float Largest(const float* values, size_t count) {
  const Tag d;
  const size_t lanes = hn::Lanes(d);
  Vector top = hn::Set(d, -std::numeric_limits<float>::infinity());
  size_t c = 0;
  for (; c + lanes <= count; c += lanes) top = hn::Max(top, hn::LoadU(d, values + c));
  float result = hn::GetLane(hn::MaxOfLanes(d, top));
  for (; c < count; ++c) result = std::max(result, values[c]);
  return result;
}

float Dot(const float* a, const float* b, size_t count) {
  Vector sum = hn::Zero(Tag());
  for_each_vector(
      count, [&](size_t c, size_t lanes) { sum = hn::MulAdd(load(a + c, lanes), load(b + c, lanes), sum); });
  return sum_of(sum);
}

}  // namespace HWY_NAMESPACE
}  // namespace theta::encoders
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace theta::encoders {

HWY_EXPORT(RmsNorm);
HWY_EXPORT(LayerNorm);
HWY_EXPORT(GatedSilu);
HWY_EXPORT(Gelu);
HWY_EXPORT(GeluTanh);
HWY_EXPORT(AddRow);
HWY_EXPORT(ScaleRow);
HWY_EXPORT(RotateHalves);
HWY_EXPORT(ExpAndSum);
HWY_EXPORT(Largest);
HWY_EXPORT(Dot);

void rms_norm(const float* in, const float* weight, float epsilon, float* out, size_t count) {
  HWY_DYNAMIC_DISPATCH(RmsNorm)(in, weight, epsilon, out, count);
}
void layer_norm(const float* in, const float* weight, const float* bias, float epsilon, float* out,
                size_t count) {
  HWY_DYNAMIC_DISPATCH(LayerNorm)(in, weight, bias, epsilon, out, count);
}
void gated_silu(const float* gate, const float* up, float* out, size_t count) {
  HWY_DYNAMIC_DISPATCH(GatedSilu)(gate, up, out, count);
}
void gelu(float* values, size_t count) {
  HWY_DYNAMIC_DISPATCH(Gelu)(values, count);
}
void gelu_tanh(float* values, size_t count) {
  HWY_DYNAMIC_DISPATCH(GeluTanh)(values, count);
}
void add_row(const float* values, float* sum, size_t count) {
  HWY_DYNAMIC_DISPATCH(AddRow)(values, sum, count);
}
void scale_row(float* values, float factor, size_t count) {
  HWY_DYNAMIC_DISPATCH(ScaleRow)(values, factor, count);
}
void rotate_halves(float* values, const float* cosines, const float* sines, size_t half) {
  HWY_DYNAMIC_DISPATCH(RotateHalves)(values, cosines, sines, half);
}
float exp_and_sum(float* values, float scale, float maximum, size_t count) {
  return HWY_DYNAMIC_DISPATCH(ExpAndSum)(values, scale, maximum, count);
}
float largest(const float* values, size_t count) {
  return HWY_DYNAMIC_DISPATCH(Largest)(values, count);
}
float dot(const float* a, const float* b, size_t count) {
  return HWY_DYNAMIC_DISPATCH(Dot)(a, b, count);
}

}  // namespace theta::encoders
#endif
