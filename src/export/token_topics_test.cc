#include "export/token_topics.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace theta::exports {
namespace {

constexpr size_t kTopics = 5;
constexpr size_t kWords = 12;

math::Matrix<float> invented_word_topic() {
  math::Matrix<float> word_topic(kWords, kTopics);
  const CounterRandom random(5, 0);
  for (size_t i = 0; i < word_topic.size(); ++i) word_topic.data()[i] = random.uniform(i) + 0.01F;
  return word_topic;
}

const std::vector<float> kTheta = {0.5F, 0.2F, 0.15F, 0.1F, 0.05F};

double probability(const math::Matrix<float>& word_topic, uint32_t word, size_t topic) {
  double sum = 0;
  for (size_t k = 0; k < kTopics; ++k) sum += double{kTheta[k]} * word_topic(word, k);
  return double{kTheta[topic]} * word_topic(word, topic) / sum;
}

// Over many documents each position takes each topic as often as its probability says: within 4.5 standard
// deviations of independent draws, which these are between documents.
TEST(TokenTopics, EveryTokenHasItsProbabilities) {
  const math::Matrix<float> word_topic = invented_word_topic();
  TokenTopics topics(word_topic, 1);
  const std::vector<uint32_t> words = {3, 0, 7, 7, 11};
  constexpr size_t kDocuments = 40000;
  math::Matrix<double> counts(words.size(), kTopics);
  for (size_t d = 0; d < kDocuments; ++d) {
    const auto drawn = topics.draw(d, kTheta, words);
    for (size_t i = 0; i < words.size(); ++i) counts(i, drawn[i]) += 1;
  }
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t k = 0; k < kTopics; ++k) {
      const double p = probability(word_topic, words[i], k);
      EXPECT_NEAR(counts(i, k) / kDocuments, p, 4.5 * std::sqrt(p * (1 - p) / kDocuments));
    }
  }
}

// The counts of one document lie nearer to their expectation than independent draws would.
TEST(TokenTopics, CountsOfADocumentAreNearTheirExpectation) {
  const math::Matrix<float> word_topic = invented_word_topic();
  TokenTopics topics(word_topic, 1);
  std::vector<uint32_t> words(200);
  for (size_t i = 0; i < words.size(); ++i) words[i] = static_cast<uint32_t>(i * i % kWords);
  double squared = 0;
  double of_independent = 0;
  for (size_t d = 0; d < 300; ++d) {
    std::vector<double> difference(kTopics);
    for (const uint32_t word : words) {
      for (size_t k = 0; k < kTopics; ++k) {
        const double p = probability(word_topic, word, k);
        difference[k] -= p;
        of_independent += p * (1 - p);
      }
    }
    for (const uint32_t topic : topics.draw(d, kTheta, words)) difference[topic] += 1;
    for (const double value : difference) squared += value * value;
  }
  EXPECT_LT(squared, 0.5 * of_independent);
}

TEST(TokenTopics, AWordThatNoTopicKnowsGoesToTheLargestTopic) {
  const math::Matrix<float> word_topic(kWords, kTopics);
  TokenTopics topics(word_topic, 1);
  EXPECT_EQ(topics.draw(0, kTheta, std::vector<uint32_t>{2})[0], 0U);
}

TEST(TokenTopics, TheSameSeedGivesTheSameTopics) {
  const math::Matrix<float> word_topic = invented_word_topic();
  const std::vector<uint32_t> words(100, 3);
  TokenTopics one(word_topic, 1);
  TokenTopics other(word_topic, 1);
  const auto first = one.draw(4, kTheta, words);
  other.draw(3, kTheta, words);
  const auto second = other.draw(4, kTheta, words);
  EXPECT_TRUE(std::equal(first.begin(), first.end(), second.begin(), second.end()));
}

}  // namespace
}  // namespace theta::exports
