#include "engine/stability.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace theta::engine {
namespace {

RunTopics run_of(const std::string& name, const std::vector<std::vector<float>>& rows) {
  RunTopics run;
  run.name = name;
  run.beta.reshape(rows.size(), rows[0].size());
  for (size_t v = 0; v < rows[0].size(); ++v) run.vocabulary.push_back("word" + std::to_string(v));
  for (size_t k = 0; k < rows.size(); ++k) {
    run.topic_ids.push_back(static_cast<uint32_t>(k));
    run.topic_names.push_back("topic " + std::to_string(k));
    std::copy(rows[k].begin(), rows[k].end(), run.beta.row(k));
  }
  return run;
}

RunTopics random_run(size_t topics, size_t words, uint64_t seed) {
  std::vector<std::vector<float>> rows(topics, std::vector<float>(words));
  for (size_t k = 0; k < topics; ++k) {
    for (size_t v = 0; v < words; ++v) rows[k][v] = std::pow(CounterRandom(seed, k).uniform(v), 8.0F);
  }
  return run_of("run " + std::to_string(seed), rows);
}

Stability measure(const std::vector<RunTopics>& runs, size_t threads = 1) {
  ThreadPool pool(threads);
  return measure_stability(pool, runs).value();
}

TEST(Stability, OfHandMadeTopics) {
  const Stability stability = measure({run_of("a", {{0.6F, 0.4F, 0, 0}, {0, 0, 1, 0}}),
                                       run_of("b", {{0, 0, 0.3F, 0.4F}, {0.6F, 0.4F, 0, 0}})});
  EXPECT_EQ(stability.topics[0].partners[0].topic_id, 1u);
  EXPECT_NEAR(stability.topics[0].similarity, 1, 1e-6);
  EXPECT_TRUE(stability.topics[0].stable);
  EXPECT_EQ(stability.topics[1].partners[0].topic_id, 0u);
  EXPECT_NEAR(stability.topics[1].similarity, 0.6, 1e-6);  // (0, 0, .3, .4) is .5 long
  EXPECT_FALSE(stability.topics[1].stable);
  EXPECT_NEAR(stability.similarity, 0.8, 1e-6);
}

TEST(Stability, DoesNotDependOnTheOrderOfTopics) {
  const RunTopics a = random_run(7, 60, 1);
  RunTopics turned = a;
  for (size_t k = 0; k < 7; ++k) {
    std::copy(a.beta.row(k), a.beta.row(k) + 60, turned.beta.row(6 - k));
    turned.topic_ids[6 - k] = static_cast<uint32_t>(k);
  }
  const Stability same = measure({a, turned});
  EXPECT_NEAR(same.similarity, 1, 1e-6);
  EXPECT_NEAR(same.shared_words, 1, 1e-12);
  for (const TopicStability& topic : same.topics) EXPECT_EQ(topic.partners[0].topic_id, topic.topic_id);
  const RunTopics b = random_run(7, 60, 2);
  EXPECT_NEAR(measure({a, b}).similarity, measure({turned, b}).similarity, 1e-6);
  EXPECT_NEAR(measure({a, b}).similarity, measure({b, a}).similarity, 1e-6);
}

TEST(Stability, WordsThatOneRunLacksAreLeftOut) {
  RunTopics a = random_run(3, 20, 3);
  RunTopics b = a;
  b.vocabulary[4] = "other";
  for (size_t k = 0; k < 3; ++k) b.beta(k, 4) = 5;
  EXPECT_NEAR(measure({a, b}).similarity, 1, 1e-6);
}

TEST(Stability, TopicsWithoutAPartnerCountZero) {
  const RunTopics a = random_run(4, 30, 4);
  RunTopics b = a;
  b.beta.reshape(3, 30);
  b.topic_ids.pop_back();
  b.topic_names.pop_back();
  const Stability stability = measure({a, b});
  EXPECT_NEAR(stability.similarity, 0.75, 1e-6);
  EXPECT_FALSE(stability.topics[3].partners[0].topic_id.has_value());
  EXPECT_EQ(stability.topics[3].similarity, 0);
  EXPECT_NEAR(measure({b, a}).similarity, 0.75, 1e-6);
}

TEST(Stability, IsTheMeanOverPairsOfRunsOnAnyNumberOfThreads) {
  const std::vector<RunTopics> runs = {random_run(9, 200, 5), random_run(9, 200, 6), random_run(9, 200, 7)};
  const Stability all = measure(runs);
  const double expected = (measure({runs[0], runs[1]}).similarity + measure({runs[0], runs[2]}).similarity +
                           measure({runs[1], runs[2]}).similarity) /
                          3;
  EXPECT_NEAR(all.similarity, expected, 1e-12);
  ASSERT_EQ(all.topics[0].partners.size(), 2u);
  EXPECT_NEAR(all.topics[0].similarity,
              (all.topics[0].partners[0].similarity + all.topics[0].partners[1].similarity) / 2, 1e-12);
  EXPECT_EQ(stability_json(all).dump(), stability_json(measure(runs, 3)).dump());
}

TEST(Stability, OfOneRunOrOfStrangersIsAnError) {
  ThreadPool pool(1);
  const RunTopics a = random_run(2, 5, 8);
  RunTopics b = a;
  for (std::string& word : b.vocabulary) word += "!";
  EXPECT_EQ(measure_stability(pool, {a}).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(measure_stability(pool, {a, b}).error().kind, ErrorKind::kBadInput);
}

}  // namespace
}  // namespace theta::engine
