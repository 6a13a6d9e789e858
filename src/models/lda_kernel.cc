#include "models/lda_kernel.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/lda_kernel.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace theta::models {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::CappedTag<float, 16>;
using Ints = hn::RebindToSigned<Floats>;
constexpr size_t kLanes = hn::MaxLanes(Floats());

// Sums of the first 1, 2, ... lanes.
HWY_INLINE hn::Vec<Floats> prefix_sums(hn::Vec<Floats> v) {
  const Floats d;
  const Ints di;
  const auto lane = hn::Iota(di, 0);
  const auto add_from = [&](int distance) {
    const auto from = hn::Sub(lane, hn::Set(di, distance));
    const auto inside = hn::RebindMask(d, hn::Gt(lane, hn::Set(di, distance - 1)));
    const auto moved = hn::TableLookupLanes(v, hn::IndicesFromVec(d, hn::Max(from, hn::Zero(di))));
    v = hn::Add(v, hn::IfThenElseZero(inside, moved));
  };
  add_from(1);
  if constexpr (kLanes > 2) add_from(2);
  if constexpr (kLanes > 4) add_from(4);
  if constexpr (kLanes > 8) add_from(8);
  return v;
}

// The draw of one token. Topics are laid out in kLanes columns: running sums go down each column, and one
// prefix sum over the columns' totals says in which column the drawn mass lies.
// kVectors is the number of rows, or 0 when only the running program knows it.
template <size_t kVectors>
HWY_INLINE size_t draw_topic(const LdaPass& pass, const int32_t* row, size_t old, float old_weight,
                             float beta_value, float uniform, float* column_prefix) {
  const Floats d;
  const Ints di;
  const size_t vectors = kVectors > 0 ? kVectors : pass.cols / kLanes;
  const auto beta = hn::Set(d, beta_value);
  const auto at_old = hn::Set(di, static_cast<int32_t>(old));
  const auto weight_at_old = hn::Set(d, old_weight);
  auto topic = hn::Iota(di, 0);
  auto sum = hn::Zero(d);
#pragma GCC unroll 1
  for (size_t v = 0; v < vectors; ++v) {
    const auto is_old = hn::Eq(topic, at_old);
    const auto count = hn::Add(hn::Load(di, row + v * kLanes), hn::VecFromMask(di, is_old));
    const auto weight =
        hn::IfThenElse(hn::RebindMask(d, is_old), weight_at_old, hn::Load(d, pass.weight + v * kLanes));
    sum = hn::Add(sum, hn::Mul(weight, hn::Add(hn::ConvertTo(d, count), beta)));
    hn::Store(sum, d, pass.cumulative + v * kLanes);
    topic = hn::Add(topic, hn::Set(di, static_cast<int32_t>(kLanes)));
  }
  const auto prefix = prefix_sums(sum);
  hn::Store(prefix, d, column_prefix);
  const float drawn = uniform * column_prefix[kLanes - 1];
  const intptr_t lane = hn::FindFirstTrue(d, hn::Gt(prefix, hn::Set(d, drawn)));
  if (lane >= 0) {
    const float rest = drawn - column_prefix[lane - 1];
    const float* const column = pass.cumulative + lane;
    size_t v = 0;
    if constexpr (kVectors > 0) {
      for (size_t i = 0; i < kVectors; ++i) v += column[i * kLanes] <= rest ? 1 : 0;
    } else {
      size_t beyond = vectors;
      while (v < beyond) {
        const size_t middle = (v + beyond) / 2;
        if (column[middle * kLanes] <= rest) {
          v = middle + 1;
        } else {
          beyond = middle;
        }
      }
    }
    if (v < vectors) return v * kLanes + static_cast<size_t>(lane);
  }
  return old;  // rounding left nothing behind the drawn mass
}

template <size_t kVectors>
void resample(const LdaPass& shared, std::span<const uint32_t> words, std::span<const uint32_t> counts,
              const float* uniforms, uint16_t* topics) {
  const LdaPass pass = shared;  // a copy that no store can alias stays in registers
  const auto beta = static_cast<float>(pass.beta);
  alignas(64) float prefixes[2 * kLanes] = {};  // the sums in the upper half; below the first stands 0
  const float* uniform = uniforms;
  for (size_t i = 0; i < words.size(); ++i) {
    int32_t* const row = pass.word_topic + words[i] * pass.cols;
    for (uint32_t c = 0; c < counts[i]; ++c, ++topics, ++uniform) {
      const size_t old = *topics;
      const double old_mass = static_cast<double>(pass.topic_tokens[old] - 1) + pass.beta_sum;
      const float old_weight =
          (static_cast<float>(pass.document_topic[old] - 1) + pass.alpha[old]) / static_cast<float>(old_mass);
      const size_t drawn =
          draw_topic<kVectors>(pass, row, old, old_weight, beta, *uniform, prefixes + kLanes);
      if (drawn == old) continue;
      *topics = static_cast<uint16_t>(drawn);
      --row[old];
      ++row[drawn];
      --pass.topic_tokens[old];
      ++pass.topic_tokens[drawn];
      --pass.document_topic[old];
      ++pass.document_topic[drawn];
      pass.inverse[old] = 1.0F / static_cast<float>(old_mass);
      pass.inverse[drawn] =
          1.0F / static_cast<float>(static_cast<double>(pass.topic_tokens[drawn]) + pass.beta_sum);
      for (const size_t k : {old, drawn}) {
        pass.weight[k] = (static_cast<float>(pass.document_topic[k]) + pass.alpha[k]) * pass.inverse[k];
      }
    }
  }
}

void ResampleDocument(const LdaPass& pass, std::span<const uint32_t> words, std::span<const uint32_t> counts,
                      const float* uniforms, uint16_t* topics) {
  const Floats d;
  const Ints di;
  for (size_t k = 0; k < pass.cols; k += kLanes) hn::Store(hn::Zero(di), di, pass.document_topic + k);
  size_t length = 0;
  for (const uint32_t count : counts) length += count;
  for (size_t t = 0; t < length; ++t) ++pass.document_topic[topics[t]];
  for (size_t k = 0; k < pass.cols; k += kLanes) {
    const auto count = hn::ConvertTo(d, hn::Load(di, pass.document_topic + k));
    hn::Store(hn::Mul(hn::Add(count, hn::Load(d, pass.alpha + k)), hn::Load(d, pass.inverse + k)), d,
              pass.weight + k);
  }
  switch (pass.cols / kLanes) {
    case 1:
      return resample<1>(pass, words, counts, uniforms, topics);
    case 2:
      return resample<2>(pass, words, counts, uniforms, topics);
    case 3:
      return resample<3>(pass, words, counts, uniforms, topics);
    case 4:
      return resample<4>(pass, words, counts, uniforms, topics);
    case 8:
      return resample<8>(pass, words, counts, uniforms, topics);
    default:
      return resample<0>(pass, words, counts, uniforms, topics);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace theta::models
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace theta::models {

HWY_EXPORT(ResampleDocument);
void resample_document(const LdaPass& pass, std::span<const uint32_t> words, std::span<const uint32_t> counts,
                       const float* uniforms, uint16_t* topics) {
  HWY_DYNAMIC_DISPATCH(ResampleDocument)(pass, words, counts, uniforms, topics);
}

void fill_inverse(const LdaPass& pass, size_t num_topics) {
  std::fill_n(pass.inverse, pass.cols, 0.0F);
  for (size_t k = 0; k < num_topics; ++k) {
    pass.inverse[k] = 1.0F / static_cast<float>(static_cast<double>(pass.topic_tokens[k]) + pass.beta_sum);
  }
}

}  // namespace theta::models
#endif  // HWY_ONCE
