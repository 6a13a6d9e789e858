#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace theta::exports {

/// A topic for every token of a document, drawn from p(k | d, w) ~ theta_dk beta_kw: what a Gibbs sampler's
/// last state holds, and what programs that read one count.
///
/// The draws depend on `seed`, the document and the position alone. They are spread evenly: position i uses
/// the fractional part of u + i / golden ratio, u uniform, one per document. Each token on its own still has
/// exactly the probabilities above, and the counts of a document come nearer to their expectation than those
/// of independent draws. (Giving each word's count to the topics by largest remainders would send every word
/// that stands once, which is most of them, to its likeliest topic, and so swell the large topics.)
class TokenTopics {
 public:
  /// `word_topic` [V, K] is beta transposed and must outlive the object.
  TokenTopics(const math::Matrix<float>& word_topic, uint64_t seed) : word_topic_(&word_topic), seed_(seed) {}

  /// Columns of the topics of `words`, in their order. Valid until the next call.
  std::span<const uint32_t> draw(size_t document, std::span<const float> theta,
                                 std::span<const uint32_t> words);

 private:
  const math::Matrix<float>* word_topic_;
  uint64_t seed_;
  std::vector<double> sums_;
  std::vector<uint32_t> topics_;
};

}  // namespace theta::exports
