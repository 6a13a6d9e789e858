#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"

namespace theta::eval {

/// Topics by slice of time: beta of slice t, [K, V], rows sum to 1. Called with rising t, more than once.
using SliceBeta = std::function<math::Matrix<float>(size_t t)>;

/// A word that a topic uses more, or less, than before.
struct DriftWord {
  uint32_t word = 0;
  double before = 0;  ///< p(word | topic) before
  double after = 0;
  double z = 0;  ///< log odds ratio by its standard error: above 0 where the word rises
};

/// A word of a topic in one slice.
struct SliceWord {
  uint32_t word = 0;
  float probability = 0;
};

/// Words of one topic that changed from one time to another: z at least kClearChange from 0, clearest first.
struct DriftWords {
  std::vector<DriftWord> rising;
  std::vector<DriftWord> falling;
};

/// What becomes of the words of one topic.
struct TopicDrift {
  std::vector<std::vector<SliceWord>> top;  ///< [T] most probable words of each slice, used or not
  /// [T] against the last slice before it in which the topic has uses; nothing in the first such slice, nor
  /// where it has none.
  std::vector<DriftWords> step;
  DriftWords whole;  ///< last third of the slices that the topic has uses in, against the first third
};

struct DriftChoice {
  size_t top_words = 10;  ///< of each slice
  size_t changed = 10;    ///< words rising, and falling, at most
};

inline constexpr double kClearChange = 1.96;      ///< beyond what chance gives in 95 of 100 cases
inline constexpr double kPriorUses = 500;         ///< of the prior that shrinks what few uses say
inline constexpr double kFewestExpectedUses = 5;  ///< in both times together; rarer words are not compared

/// `uses` [T, K]: tokens of each slice that each topic holds. Two times of a topic are compared by the log
/// odds ratio of a word with an informative Dirichlet prior, over its standard error (Monroe, Colaresi &
/// Quinn 2008): y = sum of uses * beta stands for the word's counts, n = sum of uses for those of all words,
/// and the prior is kPriorUses times the topic's mean over all slices. Few uses in a time draw it towards
/// that mean and widen the error, so that a small slice alone shows no change. One pass over the slices for
/// the means and one for the steps; each holds one slice and three sums of [K, V].
std::vector<TopicDrift> word_drift(ThreadPool& pool, const SliceBeta& beta, const math::Matrix<double>& uses,
                                   const DriftChoice& choice = {});

}  // namespace theta::eval
