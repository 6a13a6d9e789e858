#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.h"
#include "eval/clustering.h"
#include "eval/completion.h"
#include "eval/diversity.h"
#include "eval/eval_reference.h"
#include "eval/top_words.h"

namespace theta::eval {
namespace {

corpus::BagOfWords random_bag(size_t documents, size_t vocabulary, uint64_t seed) {
  corpus::BagOfWords bag;
  for (size_t d = 0; d < documents; ++d) {
    const CounterRandom random(seed, d);
    for (uint32_t v = 0; v < vocabulary; ++v) {
      if (random.uniform(2 * v) > 0.25F) continue;
      bag.words.push_back(v);
      bag.counts.push_back(static_cast<uint32_t>(1 + random.below(2 * v + 1, 3)));
    }
    bag.offsets.push_back(bag.words.size());
  }
  return bag;
}

math::Matrix<float> random_rows(size_t rows, size_t cols, uint64_t seed) {
  math::Matrix<float> m(rows, cols);
  for (size_t r = 0; r < rows; ++r) {
    float sum = 0;
    for (size_t c = 0; c < cols; ++c) sum += m(r, c) = 0.01F + CounterRandom(seed, r).uniform(c);
    for (size_t c = 0; c < cols; ++c) m(r, c) /= sum;
  }
  return m;
}

TEST(TopWords, FallByProbabilityAndTiesByNumber) {
  math::Matrix<float> beta(1, 5);
  const std::vector<float> row = {0.1F, 0.3F, 0.1F, 0.3F, 0.2F};
  std::copy(row.begin(), row.end(), beta.data());
  EXPECT_EQ(top_words(beta, 4), (TopicWords{{1, 3, 4, 0}}));
  EXPECT_EQ(top_words(beta, 99)[0].size(), 5u);
}

TEST(TopicDiversity, IsTheShareOfDistinctWords) {
  EXPECT_DOUBLE_EQ(topic_diversity({{0, 1}, {2, 3}}, 2), 1.0);
  EXPECT_DOUBLE_EQ(topic_diversity({{0, 1}, {1, 2}}, 2), 0.75);
  EXPECT_DOUBLE_EQ(topic_diversity({{0, 1}, {0, 1}}, 2), 0.5);
  EXPECT_DOUBLE_EQ(topic_diversity({{0, 1, 9}, {0, 1, 8}}, 2), 0.5);
  EXPECT_DOUBLE_EQ(topic_diversity({}, 2), 0.0);
}

TEST(Exclusivity, IsOneForWordsOfOneTopicAlone) {
  math::Matrix<float> beta(2, 3);
  beta(0, 0) = 0.5F, beta(0, 1) = 0.5F;
  beta(1, 1) = 0.5F, beta(1, 2) = 0.5F;
  const std::vector<double> value = exclusivity(beta, {{0, 1}, {2, 1}}, 2);
  EXPECT_DOUBLE_EQ(value[0], 0.75);
  EXPECT_DOUBLE_EQ(value[1], 0.75);
}

TEST(SimilarTopics, AreThoseThatShareMoreThanHalf) {
  const TopicWords topics = {{0, 1, 2, 3}, {0, 1, 8, 9}, {3, 2, 1, 7}};
  const std::vector<TopicPair> pairs = similar_topics(topics, 4);
  ASSERT_EQ(pairs.size(), 1u);  // exactly half, as in 0 and 1, is not more than half
  EXPECT_EQ(pairs[0].first, 0u);
  EXPECT_EQ(pairs[0].second, 2u);
  EXPECT_EQ(pairs[0].shared, 3u);
  EXPECT_EQ(similar_topics(topics, 10).size(), 1u);  // topics of four words
}

TEST(RankBiasedOverlap, OfHandMadeLists) {
  const std::vector<uint32_t> list = {4, 7, 1};
  EXPECT_NEAR(rank_biased_overlap(list, list), 1, 1e-12);
  EXPECT_NEAR(rank_biased_overlap(list, std::vector<uint32_t>{2, 3, 5}), 0, 1e-12);
  // Agreements 0, 1/2, 2/3; (1 - .5) / .5 * (.5^2 / 2 + .5^3 * 2 / 3) + 2 / 3 * .5^3
  EXPECT_NEAR(rank_biased_overlap(list, std::vector<uint32_t>{9, 4, 7}, 0.5), 0.125 + 1.0 / 12 + 1.0 / 12,
              1e-12);
  EXPECT_EQ(rank_biased_overlap(list, std::vector<uint32_t>{}), 0);
}

TEST(RankBiasedOverlap, AgreesWithTheInfiniteSumForListsOfAnyLength) {
  for (uint64_t round = 0; round < 60; ++round) {
    std::vector<uint32_t> lists[2];
    for (size_t side = 0; side < 2; ++side) {
      const CounterRandom random(round, side);
      std::vector<uint32_t> words(15);
      std::iota(words.begin(), words.end(), 0u);
      for (size_t i = words.size(); i > 1; --i) std::swap(words[i - 1], words[random.below(i, i)]);
      words.resize(1 + random.below(99, 12));
      lists[side] = words;
    }
    const double expected = rank_biased_overlap_reference(lists[0], lists[1], 0.9);
    EXPECT_NEAR(rank_biased_overlap(lists[0], lists[1]), expected, 1e-12);
    EXPECT_NEAR(rank_biased_overlap(lists[1], lists[0]), expected, 1e-12);
  }
}

TEST(InvertedRbo, IsZeroForOneTopicRepeatedAndOneForTopicsApart) {
  EXPECT_NEAR(inverted_rbo({{1, 2, 3}, {1, 2, 3}}), 0, 1e-12);
  EXPECT_NEAR(inverted_rbo({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}), 1, 1e-12);
  const TopicWords topics = {{1, 2, 3}, {3, 4, 5}, {1, 5, 6}};
  EXPECT_NEAR(inverted_rbo(topics), inverted_rbo({topics[2], topics[0], topics[1]}), 1e-12);
  EXPECT_NEAR(inverted_rbo(topics, 2), inverted_rbo({{1, 2}, {3, 4}, {1, 5}}), 1e-12);
}

TEST(SplitHalves, DealEveryTokenOnceAndEvenly) {
  const corpus::BagOfWords bag = random_bag(50, 30, 3);
  const Halves halves = split_halves(bag, 9);
  for (size_t d = 0; d < bag.documents(); ++d) {
    const uint64_t first = halves.first.document_length(d);
    const uint64_t second = halves.second.document_length(d);
    EXPECT_EQ(first + second, bag.document_length(d));
    EXPECT_TRUE(first == second || first == second + 1) << first << " " << second;
    std::vector<uint32_t> left(30);
    for (const auto* half : {&halves.first, &halves.second}) {
      for (uint64_t i = half->offsets[d]; i < half->offsets[d + 1]; ++i)
        left[half->words[i]] += half->counts[i];
    }
    for (uint64_t i = bag.offsets[d]; i < bag.offsets[d + 1]; ++i)
      EXPECT_EQ(left[bag.words[i]], bag.counts[i]);
  }
}

TEST(SplitHalves, DependOnTheSeed) {
  const corpus::BagOfWords bag = random_bag(50, 30, 3);
  EXPECT_EQ(split_halves(bag, 1).first.words, split_halves(bag, 1).first.words);
  EXPECT_NE(split_halves(bag, 1).first.words, split_halves(bag, 2).first.words);
}

TEST(CompletionPerplexity, AgreesWithTheReferenceOnAnyNumberOfThreads) {
  corpus::BagOfWords second = random_bag(200, 30, 4);
  second.append({}, {});  // an empty half is left out
  const math::Matrix<float> theta = random_rows(201, 5, 5);
  const math::Matrix<float> beta = random_rows(5, 30, 6);
  ThreadPool one(1);
  const Perplexity value = completion_perplexity(one, theta, transposed(beta), 5, second);
  EXPECT_EQ(value.documents, 200u);
  EXPECT_NEAR(value.per_document, perplexity_reference(theta, beta, second), 1e-9);
  ThreadPool three(3);
  EXPECT_EQ(completion_perplexity(three, theta, transposed(beta), 5, second).per_document,
            value.per_document);
}

TEST(CompletionPerplexity, OfAUniformModelIsTheVocabularySize) {
  const corpus::BagOfWords second = random_bag(20, 8, 4);
  math::Matrix<float> theta(20, 2);
  theta.fill(0.5F);
  math::Matrix<float> word_topic(8, 2);
  word_topic.fill(0.125F);
  ThreadPool pool(1);
  const Perplexity value = completion_perplexity(pool, theta, word_topic, 2, second);
  EXPECT_NEAR(value.per_document, 8, 1e-9);
  EXPECT_NEAR(value.per_word, 8, 1e-9);
}

TEST(MainTopics, TiesGoToTheLowerNumber) {
  math::Matrix<float> theta(2, 3);
  theta(0, 1) = 0.4F, theta(0, 2) = 0.4F;
  theta(1, 2) = 0.9F;
  EXPECT_EQ(main_topics(theta, 3), (std::vector<uint32_t>{1, 2}));
}

TEST(Purity, IsTheShareOfTheClusterMajority) {
  const std::vector<uint32_t> clusters = {0, 0, 0, 1, 1};
  const std::vector<uint32_t> classes = {7, 7, 8, 8, 9};
  EXPECT_DOUBLE_EQ(purity(clusters, classes), 0.6);
  EXPECT_DOUBLE_EQ(purity({}, {}), 0.0);
}

TEST(NormalizedMutualInformation, OfKnownTables) {
  const std::vector<uint32_t> a = {0, 0, 1, 1};
  const std::vector<uint32_t> renamed = {5, 5, 3, 3};
  const std::vector<uint32_t> crossed = {0, 1, 0, 1};
  const std::vector<uint32_t> single = {2, 2, 2, 2};
  EXPECT_NEAR(normalized_mutual_information(a, renamed), 1.0, 1e-12);
  EXPECT_NEAR(normalized_mutual_information(a, crossed), 0.0, 1e-12);
  EXPECT_NEAR(normalized_mutual_information(a, single), 0.0, 1e-12);
  EXPECT_DOUBLE_EQ(normalized_mutual_information(single, single), 1.0);
}

}  // namespace
}  // namespace theta::eval
