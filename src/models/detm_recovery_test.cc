#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/detm_trainer.h"
#include "models/network_extraction.h"
#include "models/planted_dynamic_reference.h"

namespace theta::models {
namespace {

constexpr size_t kSlices = 12;
constexpr size_t kTopics = 8;
constexpr size_t kWords = 300;
constexpr size_t kWidth = 20;

std::vector<math::Matrix<float>> topics_by_slice(const InferenceNetwork& network) {
  std::vector<math::Matrix<float>> result;
  for (uint32_t t = 0; t < network.slices(); ++t) {
    math::Matrix<float>& beta = result.emplace_back(network.config.num_topics, kWords);
    const float* const topics = network.topics_of(t);
    for (size_t v = 0; v < kWords; ++v) {
      for (size_t k = 0; k < beta.rows(); ++k) beta(k, v) = topics[v * network.word_topic.cols() + k];
    }
  }
  return result;
}

// [T, K] of the model's topics, theta weighted by tokens.
math::Matrix<double> shares_by_slice(const math::Matrix<float>& theta, const PlantedDynamic& planted) {
  math::Matrix<double> shares(kSlices, theta.cols());
  std::vector<double> tokens(kSlices, 0.0);
  for (size_t d = 0; d < theta.rows(); ++d) {
    const auto length = static_cast<double>(planted.bag.document_length(d));
    tokens[planted.slice[d]] += length;
    for (size_t k = 0; k < theta.cols(); ++k)
      shares(planted.slice[d], k) += length * static_cast<double>(theta(d, k));
  }
  for (size_t t = 0; t < kSlices; ++t) {
    for (double& share : shares.row_span(t)) share /= tokens[t];
  }
  return shares;
}

TEST(DetmRecovery, FindsDriftingTopicsAndTheirSharesInACorpusOfTheModelItself) {
  ThreadPool pool(2);
  PlantedWalk walk;
  walk.topics = kTopics;
  walk.documents.assign(kSlices, 250);
  const PlantedDynamic planted = planted_dynamic(random_embeddings(kWords, kWidth, 5), walk);
  DetmPlan plan = default_detm_plan({planted.bag.documents(), kWords, 100}, kTopics, kSlices);
  plan.training.config.embedding_size = 60;
  DetmTrainer trainer(pool, planted.bag, planted.slice, plan, 1, std::nullopt);
  trainer.initialise();
  while (trainer.epochs_done() < plan.training.epochs) ASSERT_TRUE(trainer.run_epoch().ok());

  InferenceNetwork network = extract_network(pool, trainer.model(), planted.bag, planted.slice);
  const TopicMatch match = match_topics(planted.beta, topics_by_slice(network));
  network.settings = {20, 4};
  const TopicInference inference(std::move(network));
  const math::Matrix<double> shares =
      shares_by_slice(inference.infer_all(pool, planted.bag, planted.slice), planted);
  double worst_cosine = 1;
  double worst_share = 0;
  for (size_t t = 0; t < kSlices; ++t) {
    worst_cosine = std::min(worst_cosine, match.slice_cosine[t]);
    for (size_t k = 0; k < kTopics; ++k)
      worst_share = std::max(worst_share, std::abs(shares(t, match.found[k]) - planted.shares(t, k)));
  }
  RecordProperty("worst_cosine", std::to_string(worst_cosine));
  EXPECT_GE(worst_cosine, 0.9);
  EXPECT_LE(worst_share, 0.03);
}

}  // namespace
}  // namespace theta::models
