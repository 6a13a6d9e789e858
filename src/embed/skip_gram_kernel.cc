#include "embed/skip_gram_kernel.h"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "embed/skip_gram_kernel.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace theta::embed {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

HWY_INLINE float dot(const float* a, const float* b, size_t count) {
  const hn::CappedTag<float, 16> d;
  const size_t lanes = hn::Lanes(d);
  auto sum = hn::Zero(d);
  for (size_t i = 0; i < count; i += lanes) sum = hn::MulAdd(hn::LoadU(d, a + i), hn::LoadU(d, b + i), sum);
  return hn::GetLane(hn::SumOfLanes(d, sum));
}

// gradient += factor * row; row += factor * centre
HWY_INLINE void update_row(float factor, const float* centre, float* row, float* gradient, size_t count) {
  const hn::CappedTag<float, 16> d;
  const size_t lanes = hn::Lanes(d);
  const auto f = hn::Set(d, factor);
  for (size_t i = 0; i < count; i += lanes) {
    const auto old = hn::LoadU(d, row + i);
    hn::StoreU(hn::MulAdd(f, old, hn::LoadU(d, gradient + i)), d, gradient + i);
    hn::StoreU(hn::MulAdd(f, hn::LoadU(d, centre + i), old), d, row + i);
  }
}

void SkipGramStep(float* centre, float* outputs, size_t stride, const uint32_t* rows, size_t contexts,
                  size_t count, float learning_rate, float* gradient) {
  const hn::CappedTag<float, 16> d;
  const size_t lanes = hn::Lanes(d);
  for (size_t i = 0; i < stride; i += lanes) hn::StoreU(hn::Zero(d), d, gradient + i);
  for (size_t r = 0; r < count; ++r) {
    float* const row = outputs + rows[r] * stride;
    const float probability = 1.0F / (1.0F + std::exp(-dot(centre, row, stride)));
    const float error = r < contexts ? 1.0F - probability : -static_cast<float>(contexts) * probability;
    update_row(learning_rate * error, centre, row, gradient, stride);
  }
  for (size_t i = 0; i < stride; i += lanes) {
    hn::StoreU(hn::Add(hn::LoadU(d, centre + i), hn::LoadU(d, gradient + i)), d, centre + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace theta::embed
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace theta::embed {

HWY_EXPORT(SkipGramStep);
void skip_gram_step(float* centre, float* outputs, size_t stride, const uint32_t* rows, size_t contexts,
                    size_t count, float learning_rate, float* gradient) {
  HWY_DYNAMIC_DISPATCH(SkipGramStep)(centre, outputs, stride, rows, contexts, count, learning_rate, gradient);
}

}  // namespace theta::embed
#endif  // HWY_ONCE
