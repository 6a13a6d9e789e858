#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "corpus/bag_of_words.h"
#include "math/matrix.h"

namespace theta::models {

/// How a corpus is drawn from the dynamic embedded topic model (Dieng, Ruiz & Blei 2019, section 3). Standard
/// deviations are per dimension.
struct PlantedWalk {
  size_t topics = 8;
  std::vector<size_t> documents;    ///< of each slice, [T]; 0 leaves a slice empty
  size_t length = 100;              ///< tokens of a document: evenly between length / 2 and 3 length / 2
  double topic_start = 1.0;         ///< alpha_k in the first slice ~ N(0, topic_start^2)
  double topic_step = 0.15;         ///< alpha_k^(t) ~ N(alpha_k^(t-1), topic_step^2)
  double trend_start = 0.5;         ///< eta in the first slice
  double trend_step = 0.3;          ///< eta_t ~ N(eta_(t-1), trend_step^2)
  double document_deviation = 2.0;  ///< theta ~ softmax(N(eta_t, document_deviation^2))
  uint64_t seed = 1;
};

/// A corpus with the truth behind it, slice after slice.
struct PlantedDynamic {
  corpus::BagOfWords bag;
  std::vector<uint32_t> slice;              ///< [D]
  std::vector<math::Matrix<float>> beta;    ///< [T] of [K, V]: softmax_v(rho_v . alpha_k^(t))
  std::vector<math::Matrix<double>> alpha;  ///< [T] of [K, L]
  math::Matrix<double> eta;                 ///< [T, K]
  math::Matrix<float> theta;                ///< [D, K]
  /// [T, K] mean theta of the slice's documents, weighted by their tokens; zero in an empty slice.
  math::Matrix<double> shares;
};

/// Draws topics, trends, documents. `rho` [V, L] are the word embeddings.
PlantedDynamic planted_dynamic(const math::Matrix<double>& rho, const PlantedWalk& walk);

/// Standard normal word embeddings, [V, L].
math::Matrix<double> random_embeddings(size_t vocabulary_size, size_t width, uint64_t seed);

/// Topics of a model paired with the true ones.
struct TopicMatch {
  std::vector<size_t> found;  ///< [K] the model's topic for each true one
  std::vector<double>
      slice_cosine;  ///< [T] mean over topics of the cosine between a true topic and its partner
};

/// The pairing with the largest sum over topics of the cosine, averaged over slices (Hungarian method). Both
/// are [T] of [K, V], with no fewer found topics than true ones.
TopicMatch match_topics(const std::vector<math::Matrix<float>>& truth,
                        const std::vector<math::Matrix<float>>& found);

}  // namespace theta::models
