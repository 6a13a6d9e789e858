#include "models/spectral_start.h"

#include "models/document_clusters.h"
#include "models/spectral_embedding.h"
#include "models/topic_initialisation.h"

namespace theta::models {

SpectralStart spectral_start(ThreadPool& pool, const corpus::BagOfWords& bag, const EtmConfig& config,
                             const math::Matrix<float>* given_rho, const std::vector<float>& background,
                             uint64_t seed) {
  SpectralStart start;
  start.rho = given_rho != nullptr
                  ? *given_rho
                  : ppmi_embedding(pool, bag, config.vocabulary_size, config.embedding_size, seed);
  const math::Matrix<float> points =
      document_coordinates(pool, bag, config.vocabulary_size, config.num_topics, seed);
  const std::vector<uint32_t> cluster = kmeans(pool, points, config.num_topics, seed);
  start.alpha = alpha_from_clusters(pool, bag, cluster, config.num_topics, start.rho, background);
  return start;
}

}  // namespace theta::models
