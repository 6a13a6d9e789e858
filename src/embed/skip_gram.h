#pragma once

#include <cstdint>
#include <span>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "math/matrix.h"

namespace theta::embed {

struct SkipGramOptions {
  size_t embedding_size = 200;
  size_t window = 5;     ///< words to each side at most; the reach of each centre is drawn from 1 to window
  size_t negatives = 5;  ///< noise words for each group of contexts
  size_t epochs = 5;
  double learning_rate = 0.05;  ///< falls linearly to zero
  double subsample = 1e-4;      ///< share of all tokens beyond which a word is thinned out; 0 = none is
  uint64_t seed = 1;
};

/// Word vectors by skip-gram with negative sampling (Mikolov et al., "Distributed Representations of Words
/// and Phrases and their Compositionality", NIPS 2013). The words of document d are words[offsets[d]] ..
/// words[offsets[d + 1] - 1], all below `vocabulary_size`. Returns the centre vectors, [V, embedding_size].
///
/// The result does not depend on the number of threads: centres and contexts are each dealt into kBlocks
/// blocks, and only pairs of blocks that share no row are trained at the same time (as in the stratified SGD
/// of Gemulla et al., KDD 2011). Noise words come from the block of the context.
/// docs/design/0002-skip-gram.md has the reasons. Fails with kBadInput when there are no tokens, kCancelled
/// when `stop` is raised.
Result<math::Matrix<float>> train_skip_gram(ThreadPool& pool, std::span<const uint64_t> offsets,
                                            std::span<const uint32_t> words, size_t vocabulary_size,
                                            const SkipGramOptions& options, ProgressSink* progress = nullptr,
                                            const StopFlag* stop = nullptr);

}  // namespace theta::embed
