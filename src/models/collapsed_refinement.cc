#include "models/collapsed_refinement.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/collapsed_refinement.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace theta::models {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::CappedTag<float, 16>;

// Gives one word its shares anew and corrects `expected` by the difference. `next` [cols] is scratch.
HWY_INLINE void update_word(const float* topics, size_t cols, float count, const float* prior, float* share,
                            float* expected, float* next) {
  const Floats d;
  const size_t lanes = hn::Lanes(d);
  auto sums = hn::Zero(d);
  for (size_t k = 0; k < cols; k += lanes) {
    const auto others = hn::Sub(hn::Load(d, expected + k), hn::Load(d, share + k));
    // Rounding may leave a little less than nothing of the others.
    const auto mass = hn::Add(hn::Load(d, prior + k), hn::Max(others, hn::Zero(d)));
    const auto weight = hn::Mul(mass, hn::LoadU(d, topics + k));
    hn::Store(weight, d, next + k);
    sums = hn::Add(sums, weight);
  }
  const auto scale = hn::Set(d, 1.0F / std::max(hn::GetLane(hn::SumOfLanes(d, sums)), 1e-30F));
  const auto times = hn::Set(d, count);
  for (size_t k = 0; k < cols; k += lanes) {
    const auto after = hn::Mul(hn::Load(d, next + k), scale);
    const auto change = hn::Sub(after, hn::Load(d, share + k));
    hn::Store(after, d, share + k);
    hn::Store(hn::MulAdd(times, change, hn::Load(d, expected + k)), d, expected + k);
  }
}

void RefineCollapsed(const float* word_topic, size_t cols, std::span<const uint32_t> words,
                     const float* counts, const float* prior, int steps, float* shares, float* expected) {
  float* const next = shares + words.size() * cols;
  std::fill_n(shares, words.size() * cols, 0.0F);
  std::fill_n(expected, cols, 0.0F);
  for (int step = 0; step < steps; ++step) {
    for (size_t i = 0; i < words.size(); ++i) {
      update_word(word_topic + words[i] * cols, cols, counts[i], prior, shares + i * cols, expected, next);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace theta::models
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace theta::models {

HWY_EXPORT(RefineCollapsed);
void refine_collapsed(const float* word_topic, size_t cols, std::span<const uint32_t> words,
                      const float* counts, const float* prior, int steps, float* shares, float* expected) {
  HWY_DYNAMIC_DISPATCH(RefineCollapsed)(word_topic, cols, words, counts, prior, steps, shares, expected);
}

}  // namespace theta::models
#endif  // HWY_ONCE
