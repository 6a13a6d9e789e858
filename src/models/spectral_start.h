#pragma once

#include <cstdint>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "math/matrix.h"
#include "models/etm_config.h"

namespace theta::models {

/// Where training of an embedded topic model starts in the default recipe.
struct SpectralStart {
  math::Matrix<float> rho;    ///< [V, L]: PPMI vectors, or the word vectors given
  math::Matrix<float> alpha;  ///< [K, L]: fitted to clusters of documents over `background`
};

/// `given_rho` [V, L] or null; `background`: log unigram, [V].
SpectralStart spectral_start(ThreadPool& pool, const corpus::BagOfWords& bag, const EtmConfig& config,
                             const math::Matrix<float>* given_rho, const std::vector<float>& background,
                             uint64_t seed);

}  // namespace theta::models
