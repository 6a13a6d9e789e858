#include "eval/coherence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.h"
#include "eval/eval_reference.h"

namespace theta::eval {
namespace {

constexpr uint32_t kNoWord = UINT32_MAX;

// Documents of 0 to 59 tokens in which words repeat.
corpus::TokenSequences random_tokens(size_t documents, size_t vocabulary, uint64_t seed) {
  corpus::TokenSequences tokens;
  for (size_t d = 0; d < documents; ++d) {
    const CounterRandom random(seed, d);
    const uint64_t length = random.below(0, 60);
    for (uint64_t i = 1; i <= length; ++i) {
      const auto word = static_cast<uint32_t>(random.below(2 * i, vocabulary + 5));
      tokens.words.push_back(word < vocabulary ? word : kNoWord);
    }
    tokens.offsets.push_back(tokens.words.size());
  }
  return tokens;
}

TopicWords random_topics(size_t topics, size_t words, size_t vocabulary, uint64_t seed) {
  TopicWords result;
  for (size_t k = 0; k < topics; ++k) {
    const CounterRandom random(seed, k);
    std::vector<uint32_t> order(vocabulary);
    std::iota(order.begin(), order.end(), 0u);
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i, i)]);
    order.resize(words);
    result.push_back(order);
  }
  return result;
}

std::vector<uint32_t> all_documents(const corpus::TokenSequences& tokens) {
  std::vector<uint32_t> documents(tokens.offsets.size() - 1);
  std::iota(documents.begin(), documents.end(), 0u);
  return documents;
}

// The words of each document, without order.
corpus::BagOfWords bag_of(const corpus::TokenSequences& tokens) {
  corpus::BagOfWords bag;
  for (const auto& words : windows_reference(tokens, 0)) {
    std::vector<uint32_t> known(words.begin(), words.lower_bound(kNoWord));
    bag.append(known, std::vector<uint32_t>(known.size(), 1));
  }
  return bag;
}

corpus::BagOfWords two_documents() {
  corpus::BagOfWords bag;  // 0 and 1 always together; 2 apart; 3 everywhere
  bag.append(std::vector<uint32_t>{0, 1, 3}, std::vector<uint32_t>{1, 1, 1});
  bag.append(std::vector<uint32_t>{2, 3}, std::vector<uint32_t>{5, 1});
  return bag;
}

double npmi_of_pair(const corpus::BagOfWords& bag, uint32_t a, uint32_t b) {
  ThreadPool pool(1);
  return npmi(count_documents(pool, {{a, b}}, bag)).mean;
}

TEST(CountWindows, SlideByOneTokenAndCountEachWordOnce) {
  const corpus::TokenSequences tokens = {{0, 5, 5, 7}, {0, 1, 0, 2, 0, 1, 0}};
  ThreadPool pool(1);
  const std::vector<uint32_t> documents = {0, 1, 2};
  const Cooccurrence counts = count_windows(pool, {{0, 1}, {2, 9}}, tokens, documents, 3);
  EXPECT_EQ(counts.windows, 4u);  // {0 1 0}, {1 0 2}, {0 2 0}, none of the empty document, {1 0}
  EXPECT_EQ(counts.topics[0].with(0, 0), 4u);
  EXPECT_EQ(counts.topics[0].with(1, 1), 3u);
  EXPECT_EQ(counts.topics[0].with(1, 0), 3u);
  EXPECT_EQ(counts.topics[1].with(0, 0), 2u);
  EXPECT_EQ(counts.topics[1].with(0, 1), 0u);
}

TEST(CountWindows, OnlyChosenDocumentsCount) {
  const corpus::TokenSequences tokens = {{0, 2, 4}, {0, 1, 0, 0}};
  ThreadPool pool(1);
  const Cooccurrence counts = count_windows(pool, {{0, 1}}, tokens, std::vector<uint32_t>{1}, 110);
  EXPECT_EQ(counts.windows, 1u);
  EXPECT_EQ(counts.topics[0].with(0, 1), 0u);
}

TEST(CountWindows, OfWindowsWiderThanAnyDocumentAreThoseOfDocuments) {
  const corpus::TokenSequences tokens = random_tokens(400, 40, 3);
  const TopicWords topics = random_topics(5, 10, 40, 4);
  ThreadPool pool(2);
  const Cooccurrence wide = count_windows(pool, topics, tokens, all_documents(tokens), 60);
  const Cooccurrence documents = count_documents(pool, topics, bag_of(tokens));
  EXPECT_EQ(wide.windows, documents.windows);
  EXPECT_EQ(c_v(wide).topics, c_v(documents).topics);
}

TEST(Coherence, AgreesWithTheReferencesInWindowsOfAnyWidthOnAnyNumberOfThreads) {
  const corpus::TokenSequences tokens = random_tokens(300, 40, 1);
  const TopicWords topics = random_topics(6, 8, 40, 2);
  const std::vector<uint32_t> documents = all_documents(tokens);
  ThreadPool one(1);
  ThreadPool three(3);
  for (const size_t width : {1u, 2u, 10u, 35u, 110u}) {
    const auto windows = windows_reference(tokens, width);
    const Cooccurrence counts = count_windows(one, topics, tokens, documents, width, 8);
    EXPECT_EQ(counts.windows, windows.size());
    for (size_t k = 0; k < topics.size(); ++k) {
      EXPECT_NEAR(smoothed_npmi(counts).topics[k], smoothed_npmi_reference(topics[k], windows), 1e-12);
      EXPECT_NEAR(c_uci(counts).topics[k], c_uci_reference(topics[k], windows), 1e-11);
      EXPECT_NEAR(u_mass(counts).topics[k], u_mass_reference(topics[k], windows), 1e-11);
      EXPECT_NEAR(c_v(counts).topics[k], c_v_reference(topics[k], windows), 1e-12);
    }
    EXPECT_EQ(c_v(count_windows(three, topics, tokens, documents, width, 8)).topics, c_v(counts).topics);
  }
}

TEST(CountWindows, AsGensimCountsAgreeWithTheReference) {
  const corpus::TokenSequences tokens = random_tokens(300, 12, 7);
  const TopicWords topics = random_topics(4, 6, 12, 8);
  ThreadPool pool(2);
  for (const size_t width : {2u, 10u, 35u, 110u}) {
    const auto windows = gensim_windows_reference(tokens, width);
    const Cooccurrence counts =
        count_windows(pool, topics, tokens, all_documents(tokens), width, 6, WindowCounting::kGensim);
    EXPECT_EQ(counts.windows, windows.size());
    for (size_t k = 0; k < topics.size(); ++k)
      EXPECT_NEAR(c_uci(counts).topics[k], c_uci_reference(topics[k], windows), 1e-11) << width;
  }
}

TEST(Coherence, DoesNotDependOnTheOrderOfTopics) {
  const corpus::TokenSequences tokens = random_tokens(300, 40, 5);
  const TopicWords topics = random_topics(4, 10, 40, 6);
  const TopicWords turned = {topics[3], topics[2], topics[1], topics[0]};
  ThreadPool pool(2);
  const std::vector<uint32_t> documents = all_documents(tokens);
  const Cooccurrence a = count_windows(pool, topics, tokens, documents, 10);
  const Cooccurrence b = count_windows(pool, turned, tokens, documents, 10);
  for (const auto measure : {npmi, smoothed_npmi, c_uci, u_mass, c_v}) {
    EXPECT_NEAR(measure(a).mean, measure(b).mean, 1e-12);
    for (size_t k = 0; k < 4; ++k) EXPECT_EQ(measure(a).topics[k], measure(b).topics[3 - k]);
  }
}

TEST(Npmi, OfHandMadeDocuments) {
  EXPECT_NEAR(npmi_of_pair(two_documents(), 0, 1), 1.0, 1e-12);
  EXPECT_NEAR(npmi_of_pair(two_documents(), 0, 2), -1.0, 1e-12);
  EXPECT_NEAR(npmi_of_pair(two_documents(), 0, 3), 0.0, 1e-12);
}

TEST(Npmi, AgreesWithTheReference) {
  const corpus::BagOfWords bag = bag_of(random_tokens(150, 40, 1));
  const TopicWords topics = random_topics(7, 10, 40, 2);
  ThreadPool pool(2);
  const Coherence coherence = npmi(count_documents(pool, topics, bag));
  double mean = 0;
  for (size_t k = 0; k < topics.size(); ++k) {
    EXPECT_NEAR(coherence.topics[k], npmi_reference(topics[k], bag), 1e-12) << k;
    mean += coherence.topics[k] / static_cast<double>(topics.size());
  }
  EXPECT_NEAR(coherence.mean, mean, 1e-12);
}

TEST(Coherence, OfWordsThatTheReferenceLacks) {
  ThreadPool pool(1);
  const Cooccurrence counts = count_documents(pool, {{0, 17}, {17, 0}}, two_documents());
  EXPECT_EQ(npmi(counts).topics, (std::vector<double>{-1, -1}));
  EXPECT_EQ(smoothed_npmi(counts).topics, (std::vector<double>{-1, -1}));
  EXPECT_EQ(c_uci(counts).topics, (std::vector<double>{0, 0}));
  EXPECT_NEAR(u_mass(counts).topics[0], std::log(1e-12 / 0.5), 1e-9);
  EXPECT_EQ(u_mass(counts).topics[1], 0);
  EXPECT_TRUE(std::isfinite(c_v(counts).mean));
}

TEST(UMass, IsTheLogOfHowManyDocumentsOfTheEarlierWordHoldTheLater) {
  ThreadPool pool(1);
  EXPECT_NEAR(u_mass(count_documents(pool, {{3, 0}}, two_documents())).mean, std::log(0.5), 1e-9);
  EXPECT_NEAR(u_mass(count_documents(pool, {{0, 3}}, two_documents())).mean, 0, 1e-9);
}

TEST(CV, IsOneForWordsThatAlwaysMeet) {
  ThreadPool pool(1);
  EXPECT_NEAR(c_v(count_documents(pool, {{0, 1}}, two_documents())).mean, 1, 1e-9);
}

TEST(CV, OfTwoWordsThatNeverMeet) {
  // The vectors are (1, r) and (r, 1) with r near -1; each has this cosine with their sum (1 + r, 1 + r).
  ThreadPool pool(1);
  const double r = std::log(1e-12 / 0.25) / -std::log(1e-12);
  const double expected = (1 + r) / std::sqrt(2 * (1 + r * r));
  EXPECT_NEAR(c_v(count_documents(pool, {{0, 2}}, two_documents())).mean, expected, 1e-9);
}

TEST(Coherence, OfTopicsOfOneWordIsZero) {
  ThreadPool pool(1);
  const Cooccurrence counts = count_documents(pool, {{0}, {}}, two_documents());
  for (const auto measure : {npmi, smoothed_npmi, c_uci, u_mass, c_v})
    EXPECT_EQ(measure(counts).topics, (std::vector<double>{0, 0}));
}

}  // namespace
}  // namespace theta::eval
