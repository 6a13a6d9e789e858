#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/planted_dynamic_reference.h"

namespace theta::models {
namespace {

constexpr size_t kSlices = 12;
constexpr size_t kVocabulary = 300;
constexpr size_t kWidth = 16;

PlantedWalk twelve_slices() {
  PlantedWalk walk;
  walk.documents.assign(kSlices, 300);
  walk.documents[4] = 0;
  walk.documents[7] = 40;
  return walk;
}

const math::Matrix<double>& rho() {
  static const math::Matrix<double> value = random_embeddings(kVocabulary, kWidth, 3);
  return value;
}

const PlantedDynamic& planted() {
  static const PlantedDynamic value = planted_dynamic(rho(), twelve_slices());
  return value;
}

TEST(PlantedDynamic, HasTheDocumentsThatWereAskedForSliceBySlice) {
  const PlantedWalk walk = twelve_slices();
  std::vector<size_t> documents(kSlices);
  for (const uint32_t t : planted().slice) ++documents[t];
  EXPECT_EQ(documents, walk.documents);
  EXPECT_TRUE(std::ranges::is_sorted(planted().slice));
  EXPECT_EQ(planted().bag.documents(), planted().slice.size());
  for (size_t d = 0; d < planted().bag.documents(); ++d) {
    EXPECT_GE(planted().bag.document_length(d), walk.length / 2);
    EXPECT_LE(planted().bag.document_length(d), walk.length / 2 + walk.length);
  }
}

TEST(PlantedDynamic, TopicsAreTheSoftmaxOfTheEmbeddings) {
  for (size_t t = 0; t < kSlices; ++t) {
    for (size_t k = 0; k < 8; ++k) {
      double sum = 0;
      std::vector<double> exponential(kVocabulary);
      for (size_t v = 0; v < kVocabulary; ++v) {
        double logit = 0;
        for (size_t l = 0; l < kWidth; ++l) logit += rho()(v, l) * planted().alpha[t](k, l);
        sum += exponential[v] = std::exp(logit);
      }
      for (size_t v = 0; v < kVocabulary; ++v)
        EXPECT_NEAR(planted().beta[t](k, v), exponential[v] / sum, 1e-6);
    }
  }
}

// 8 * 16 steps in each of 11 slices: the mean square is known to 1 / sqrt(704) = 4 %.
TEST(PlantedDynamic, WalksTakeStepsOfTheGivenSize) {
  const PlantedWalk walk = twelve_slices();
  double topic_squares = 0;
  double trend_squares = 0;
  for (size_t t = 1; t < kSlices; ++t) {
    for (size_t k = 0; k < 8; ++k) {
      trend_squares += std::pow(planted().eta(t, k) - planted().eta(t - 1, k), 2);
      for (size_t l = 0; l < kWidth; ++l)
        topic_squares += std::pow(planted().alpha[t](k, l) - planted().alpha[t - 1](k, l), 2);
    }
  }
  EXPECT_NEAR(std::sqrt(topic_squares / (11 * 8 * kWidth)), walk.topic_step, 0.1 * walk.topic_step);
  EXPECT_NEAR(std::sqrt(trend_squares / (11 * 8)), walk.trend_step, 0.3 * walk.trend_step);
}

TEST(PlantedDynamic, DocumentsUseTheWordsOfTheirTopics) {
  for (size_t t = 0; t < kSlices; ++t) {
    std::vector<double> expected(kVocabulary);
    std::vector<double> variance(kVocabulary);
    std::vector<double> counted(kVocabulary);
    for (size_t d = 0; d < planted().slice.size(); ++d) {
      if (planted().slice[d] != t) continue;
      const auto length = static_cast<double>(planted().bag.document_length(d));
      for (size_t v = 0; v < kVocabulary; ++v) {
        double p = 0;
        for (size_t k = 0; k < 8; ++k)
          p += static_cast<double>(planted().theta(d, k)) * static_cast<double>(planted().beta[t](k, v));
        expected[v] += length * p;
        variance[v] += length * p * (1 - p);
      }
      const auto words = planted().bag.document_words(d);
      for (size_t i = 0; i < words.size(); ++i) counted[words[i]] += planted().bag.document_counts(d)[i];
    }
    for (size_t v = 0; v < kVocabulary; ++v)
      EXPECT_LE(std::abs(counted[v] - expected[v]), 5 * std::sqrt(variance[v]) + 3) << t << " " << v;
  }
}

TEST(PlantedDynamic, SharesAreThoseOfTheDocuments) {
  for (size_t t = 0; t < kSlices; ++t) {
    std::vector<double> share(8);
    double tokens = 0;
    for (size_t d = 0; d < planted().slice.size(); ++d) {
      if (planted().slice[d] != t) continue;
      const auto length = static_cast<double>(planted().bag.document_length(d));
      tokens += length;
      for (size_t k = 0; k < 8; ++k) share[k] += length * static_cast<double>(planted().theta(d, k));
    }
    for (size_t k = 0; k < 8; ++k)
      EXPECT_NEAR(planted().shares(t, k), tokens > 0 ? share[k] / tokens : 0, 1e-6) << t;
  }
}

TEST(PlantedDynamic, TheSeedDecidesEverything) {
  PlantedWalk walk = twelve_slices();
  EXPECT_EQ(planted_dynamic(rho(), walk).bag.words, planted().bag.words);
  walk.seed = 2;
  EXPECT_NE(planted_dynamic(rho(), walk).bag.words, planted().bag.words);
}

TEST(MatchTopics, FindsAHiddenOrderAndDriftKeepsNeighboursClosest) {
  const std::vector<size_t> hidden = {3, 0, 6, 1, 7, 2, 5, 4};
  std::vector<math::Matrix<float>> found = planted().beta;
  for (size_t t = 0; t < kSlices; ++t) {
    for (size_t k = 0; k < 8; ++k)
      std::copy_n(planted().beta[t].row(k), kVocabulary, found[t].row(hidden[k]));
  }
  const TopicMatch match = match_topics(planted().beta, found);
  EXPECT_EQ(match.found, hidden);
  for (const double cosine : match.slice_cosine) EXPECT_NEAR(cosine, 1, 1e-9);

  // Topics of the first slice held still: near at first, then ever farther.
  const TopicMatch still = match_topics(planted().beta, std::vector(kSlices, found[0]));
  EXPECT_EQ(still.found, hidden);
  EXPECT_GT(still.slice_cosine[1], 0.8);
  EXPECT_LT(still.slice_cosine[11], still.slice_cosine[1] - 0.1);
}

TEST(MatchTopics, OnePairingServesAllSlices) {
  // Slice by slice the crossed pairing would win in the second one; over both the straight one does.
  math::Matrix<float> truth(2, 2);
  truth(0, 0) = 1, truth(1, 1) = 1;
  math::Matrix<float> crossed(2, 2);
  crossed(0, 0) = 0.4F, crossed(0, 1) = 0.6F, crossed(1, 0) = 0.6F, crossed(1, 1) = 0.4F;
  const TopicMatch match = match_topics({truth, truth}, {truth, crossed});
  EXPECT_EQ(match.found, (std::vector<size_t>{0, 1}));
  EXPECT_NEAR(match.slice_cosine[0], 1, 1e-9);
  EXPECT_NEAR(match.slice_cosine[1], 0.4 / std::sqrt(0.52), 1e-6);
}

}  // namespace
}  // namespace theta::models
