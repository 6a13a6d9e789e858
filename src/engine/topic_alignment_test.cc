#include "engine/topic_alignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "math/assignment.h"

namespace theta::engine {
namespace {

RunTopics random_run(size_t topics, size_t words, uint64_t seed) {
  RunTopics run;
  run.name = "run " + std::to_string(seed);
  run.beta.reshape(topics, words);
  for (size_t v = 0; v < words; ++v) run.vocabulary.push_back("word" + std::to_string(v));
  for (size_t k = 0; k < topics; ++k) {
    run.topic_ids.push_back(static_cast<uint32_t>(10 * k));
    run.topic_names.push_back("topic " + std::to_string(k));
    for (size_t v = 0; v < words; ++v) run.beta(k, v) = std::pow(CounterRandom(seed, k).uniform(v), 8.0F);
  }
  return run;
}

double cosine(const RunTopics& a, size_t i, const RunTopics& b, size_t j) {
  double product = 0;
  double length_a = 0;
  double length_b = 0;
  for (size_t v = 0; v < a.vocabulary.size(); ++v) {
    product += double{a.beta(i, v)} * double{b.beta(j, v)};
    length_a += double{a.beta(i, v)} * double{a.beta(i, v)};
    length_b += double{b.beta(j, v)} * double{b.beta(j, v)};
  }
  return product / std::sqrt(length_a * length_b);
}

TEST(TopicAlignment, HoldsTheCosineOfEveryTwoTopics) {
  const RunTopics a = random_run(4, 50, 1);
  const RunTopics b = random_run(6, 50, 2);
  ThreadPool pool(2);
  const TopicAlignment alignment = align_topics(pool, a, b).value();
  ASSERT_EQ(alignment.similarity.rows(), 4u);
  ASSERT_EQ(alignment.similarity.cols(), 6u);
  for (size_t i = 0; i < 4; ++i) {
    for (size_t j = 0; j < 6; ++j) EXPECT_NEAR(alignment.similarity(i, j), cosine(a, i, b, j), 1e-6);
  }
}

TEST(TopicAlignment, PairsAsTryingAllPairingsDoes) {
  const RunTopics a = random_run(4, 50, 3);
  const RunTopics b = random_run(6, 50, 4);
  ThreadPool pool(1);
  const TopicAlignment alignment = align_topics(pool, a, b).value();
  std::vector<size_t> columns(6);
  std::iota(columns.begin(), columns.end(), size_t{0});
  double best = 0;
  do {
    double sum = 0;
    for (size_t i = 0; i < 4; ++i) sum += alignment.similarity(i, columns[i]);
    best = std::max(best, sum);
  } while (std::next_permutation(columns.begin(), columns.end()));
  EXPECT_NEAR(std::accumulate(alignment.partner_similarity.begin(), alignment.partner_similarity.end(), 0.0),
              best, 1e-12);
}

TEST(TopicAlignment, LeavesTopicsAloneWhereTheOtherRunHasFewer) {
  const RunTopics a = random_run(5, 50, 5);
  const RunTopics b = random_run(2, 50, 6);
  ThreadPool pool(1);
  const TopicAlignment alignment = align_topics(pool, a, b).value();
  const auto alone = std::count(alignment.partner.begin(), alignment.partner.end(), math::kUnassigned);
  EXPECT_EQ(alone, 3);
  for (size_t k = 0; k < 5; ++k) {
    if (alignment.partner[k] != math::kUnassigned) continue;
    EXPECT_EQ(alignment.partner_similarity[k], 0);
    EXPECT_EQ(alignment.shared_words[k], 0);
  }
}

TEST(TopicAlignment, SeesAModelAsItsEditsLeaveIt) {
  ModelView view;
  view.vocabulary = {"sea", "ship"};
  view.beta.reshape(2, 2);
  view.beta(1, 0) = 0.75F;
  view.topics.resize(2);
  view.topics[0].hidden = true;
  view.topics[1].topic_id = 7;
  view.topics[1].name = "at sea";
  const RunTopics run = run_topics_of(view, "mine");
  EXPECT_EQ(run.name, "mine");
  EXPECT_EQ(run.topic_ids, std::vector<uint32_t>{7});
  EXPECT_EQ(run.topic_names, std::vector<std::string>{"at sea"});
  EXPECT_EQ(run.beta.rows(), 1u);
  EXPECT_EQ(run.beta(0, 0), 0.75F);
}

}  // namespace
}  // namespace theta::engine
