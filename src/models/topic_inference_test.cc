#include "models/network_extraction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/etm_trainer.h"
#include "models/planted_corpus_reference.h"

namespace theta::models {
namespace {

class TopicInferenceTest : public ::testing::TestWithParam<bool> {
 protected:
  TopicInferenceTest() : planted_(planted_corpus(200, 5, 20, 30, 4)), pool_(2) {
    const size_t length = GetParam() ? 6 : 60;
    TrainingPlan plan = default_plan({200, planted_.vocabulary_size, static_cast<double>(length)}, 5);
    plan.epochs = 3;
    plan.config.hidden_size = 50;
    plan.config.embedding_size = 20;
    EtmTrainer trainer(pool_, planted_.bag, plan, 1, std::nullopt);
    trainer.initialise();
    for (int epoch = 0; epoch < 3; ++epoch) EXPECT_TRUE(trainer.run_epoch().ok());
    inference_ = std::make_unique<TopicInference>(extract_network(pool_, trainer.model()));
    inference_->network().settings = {5, 8.0};
  }

  PlantedCorpus planted_;
  ThreadPool pool_;
  std::unique_ptr<TopicInference> inference_;
};

TEST_P(TopicInferenceTest, ADocumentAloneEqualsItsRowInAnyBatchOnAnyNumberOfThreads) {
  const math::Matrix<float> all = inference_->infer_all(pool_, planted_.bag);
  ThreadPool three(3);
  const math::Matrix<float> again = inference_->infer_all(three, planted_.bag);
  TopicInference::Scratch scratch;
  std::vector<float> theta(5);
  for (size_t d = 0; d < planted_.bag.documents(); ++d) {
    inference_->infer(planted_.bag.document_words(d), planted_.bag.document_counts(d), theta, scratch);
    for (size_t k = 0; k < 5; ++k) {
      EXPECT_EQ(theta[k], all(d, k));
      EXPECT_EQ(theta[k], again(d, k));
    }
  }
}

TEST_P(TopicInferenceTest, ThetaIsADistribution) {
  const math::Matrix<float> all = inference_->infer_all(pool_, planted_.bag);
  for (size_t d = 0; d < all.rows(); ++d) {
    double total = 0;
    for (const float t : all.row_span(d)) {
      EXPECT_GE(t, 0.0F);
      total += static_cast<double>(t);
    }
    EXPECT_NEAR(total, 1.0, 1e-4);
  }
}

TEST_P(TopicInferenceTest, ADocumentWithoutWordsGetsTheMeanOfTraining) {
  TopicInference::Scratch scratch;
  std::vector<float> theta(5);
  inference_->infer({}, {}, theta, scratch);
  for (size_t k = 0; k < 5; ++k) EXPECT_EQ(theta[k], inference_->network().mean_theta(0, k));
}

TEST_P(TopicInferenceTest, RefinementRaisesTheLikelihoodOfTheDocument) {
  const auto likelihood = [&](const math::Matrix<float>& theta) {
    double total = 0;
    for (size_t d = 0; d < planted_.bag.documents(); ++d) {
      for (const uint32_t v : planted_.bag.document_words(d)) {
        double p = 0;
        for (size_t k = 0; k < 5; ++k)
          p += static_cast<double>(theta(d, k) * inference_->network().word_topic(v, k));
        total += std::log(p);
      }
    }
    return total;
  };
  const double encoder = likelihood(inference_->infer_all_with({0, 0}, pool_, planted_.bag));
  const double refined = likelihood(inference_->infer_all_with({20, 1.0}, pool_, planted_.bag));
  EXPECT_GT(refined, encoder);
}

// With an overwhelming strength the refined theta is the encoder's.
TEST_P(TopicInferenceTest, StrengthPullsTowardsTheEncoder) {
  const math::Matrix<float> encoder = inference_->infer_all_with({0, 0}, pool_, planted_.bag);
  const math::Matrix<float> pulled = inference_->infer_all_with({20, 1e7}, pool_, planted_.bag);
  for (size_t i = 0; i < encoder.size(); ++i) EXPECT_NEAR(encoder.data()[i], pulled.data()[i], 1e-3);
}

// A model without encoder: topics of the planted blocks, a prior that favours the first.
InferenceNetwork network_without_encoder(const PlantedCorpus& planted) {
  InferenceNetwork network;
  network.config.vocabulary_size = planted.vocabulary_size;
  network.config.num_topics = 5;
  network.config.hidden_size = 0;
  network.word_topic = math::Matrix<float>(planted.vocabulary_size, math::padded(5));
  network.document_prior = math::Matrix<float>(1, math::padded(5));
  network.mean_theta = math::Matrix<float>(1, math::padded(5));
  for (size_t k = 0; k < 5; ++k) {
    network.document_prior(0, k) = k == 0 ? 0.6F : 0.1F;
    network.mean_theta(0, k) = 0.2F;
    for (size_t v = 0; v < planted.vocabulary_size; ++v) {
      network.word_topic(v, k) = v / planted.block == k ? 0.9F / 20 : 0.1F / 80;
    }
  }
  network.settings = {20, 1.0};
  return network;
}

TEST(TopicInferenceWithoutEncoder, FindsTheMainTopicWithTheSameBitsAloneAndInAnyBatch) {
  const PlantedCorpus planted = planted_corpus(200, 5, 20, 30, 4);
  const TopicInference inference(network_without_encoder(planted));
  ThreadPool one(1);
  ThreadPool three(3);
  const math::Matrix<float> all = inference.infer_all(one, planted.bag);
  const math::Matrix<float> again = inference.infer_all(three, planted.bag);
  TopicInference::Scratch scratch;
  std::vector<float> theta(5);
  for (size_t d = 0; d < planted.bag.documents(); ++d) {
    inference.infer(planted.bag.document_words(d), planted.bag.document_counts(d), theta, scratch);
    EXPECT_TRUE(std::equal(theta.begin(), theta.end(), all.row(d))) << d;
    EXPECT_TRUE(std::equal(theta.begin(), theta.end(), again.row(d))) << d;
    EXPECT_NEAR(std::accumulate(theta.begin(), theta.end(), 0.0F), 1.0F, 1e-5F);
    EXPECT_EQ(std::max_element(theta.begin(), theta.end()) - theta.begin(), planted.topic[d]) << d;
  }
}

TEST(TopicInferenceWithoutEncoder, StartsAtThePriorAndStaysThereUnderALargeStrength) {
  const PlantedCorpus planted = planted_corpus(5, 5, 20, 30, 4);
  const TopicInference inference(network_without_encoder(planted));
  ThreadPool pool(1);
  const math::Matrix<float> start = inference.infer_all_with({0, 1.0}, pool, planted.bag);
  const math::Matrix<float> pulled = inference.infer_all_with({20, 1e7}, pool, planted.bag);
  for (size_t d = 0; d < 5; ++d) {
    for (size_t k = 0; k < 5; ++k) {
      EXPECT_NEAR(start(d, k), k == 0 ? 0.6F : 0.1F, 1e-6F);
      EXPECT_NEAR(pulled(d, k), start(d, k), 1e-4F);
    }
  }
  std::vector<float> empty(5);
  TopicInference::Scratch scratch;
  inference.infer({}, {}, empty, scratch);
  for (const float share : empty) EXPECT_EQ(share, 0.2F);
}

INSTANTIATE_TEST_SUITE_P(LongAndShortRecipe, TopicInferenceTest, ::testing::Bool());

}  // namespace
}  // namespace theta::models
