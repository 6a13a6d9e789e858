#include "engine/dynamic_metrics.h"

#include <gtest/gtest.h>

namespace theta::engine {
namespace {

using formats::Json;

// Three slices of two topics, the middle one without documents.
eval::DynamicScores three_slices() {
  eval::DynamicScores scores;
  scores.documents = {10, 0, 30};
  scores.npmi = math::Matrix<double>(3, 2);
  scores.npmi_corpus = math::Matrix<double>(3, 2);
  scores.npmi(0, 0) = 0.1, scores.npmi(0, 1) = 0.3, scores.npmi(2, 0) = 0.5, scores.npmi(2, 1) = 0.1;
  scores.npmi_corpus(0, 0) = 0.4, scores.npmi_corpus(2, 1) = 0.2;
  scores.diversity = {0.5, 0, 0.7};
  scores.unique_words = {0.25, 0, 0.5};
  scores.js_distance = {0.2, 0.4};
  scores.cosine = {0.9, 0.8};
  scores.steps = 1;
  return scores;
}

const std::vector<std::string> kLabels = {"2019", "2020", "2021"};

TEST(DynamicMetrics, AreMeansOverSlicesWithDocuments) {
  const Json json = dynamic_metrics(three_slices(), kLabels, {});
  EXPECT_NEAR(json["npmi"].get<double>(), 0.25, 1e-12);
  EXPECT_NEAR(json["npmi_corpus"].get<double>(), 0.15, 1e-12);
  EXPECT_NEAR(json["diversity"].get<double>(), 0.6, 1e-12);
  EXPECT_NEAR(json["dynamic_diversity"].get<double>(), 0.375, 1e-12);
  EXPECT_NEAR(json["smoothness"]["js_distance"].get<double>(), 0.3, 1e-12);
  EXPECT_NEAR(json["smoothness"]["cosine"].get<double>(), 0.85, 1e-12);
  EXPECT_NEAR(json["topics"][1]["npmi"].get<double>(), 0.2, 1e-12);
  EXPECT_NEAR(json["topics"][0]["js_distance"].get<double>(), 0.2, 1e-12);
}

TEST(DynamicMetrics, NameAnEmptySliceAndLeaveItsFiguresOpen) {
  const Json json = dynamic_metrics(three_slices(), kLabels, {});
  EXPECT_EQ(json["empty_slices"], Json({"2020"}));
  ASSERT_EQ(json["slices"].size(), 3u);
  EXPECT_EQ(json["slices"][1]["label"], "2020");
  EXPECT_EQ(json["slices"][1]["documents"], 0);
  for (const char* name : {"npmi", "npmi_corpus", "diversity", "dynamic_diversity", "perplexity"})
    EXPECT_TRUE(json["slices"][1][name].is_null()) << name;
  EXPECT_NEAR(json["slices"][2]["npmi"].get<double>(), 0.3, 1e-12);
}

TEST(DynamicMetrics, PerplexityIsKnownWhereDocumentsWereHeldOut) {
  std::vector<eval::Perplexity> perplexity(3);
  perplexity[2].per_document = 120;
  perplexity[2].documents = 4;
  const Json json = dynamic_metrics(three_slices(), kLabels, perplexity);
  EXPECT_TRUE(json["slices"][0]["perplexity"].is_null());
  EXPECT_EQ(json["slices"][0]["perplexity_documents"], 0);
  EXPECT_EQ(json["slices"][2]["perplexity"], 120);
  EXPECT_EQ(json["slices"][2]["perplexity_documents"], 4);
}

TEST(DynamicMetrics, OfOneSliceHaveNoSmoothness) {
  eval::DynamicScores scores = three_slices();
  scores.documents = {10, 0, 0};
  scores.steps = 0;
  const Json json = dynamic_metrics(scores, kLabels, {});
  EXPECT_TRUE(json["smoothness"]["cosine"].is_null());
  EXPECT_TRUE(json["topics"][0]["js_distance"].is_null());
  EXPECT_NEAR(json["npmi"].get<double>(), 0.2, 1e-12);
}

}  // namespace
}  // namespace theta::engine
