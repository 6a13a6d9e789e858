#include "models/lda_trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/lda_reference.h"
#include "models/planted_corpus_reference.h"

namespace theta::models {
namespace {

LdaPlan small_plan(const PlantedCorpus& planted, size_t topics) {
  LdaPlan plan;
  plan.vocabulary_size = planted.vocabulary_size;
  plan.num_topics = topics;
  plan.sweeps = 60;
  plan.burn_in = 20;
  plan.optimize_interval = 5;
  plan.samples = 3;
  plan.sample_interval = 5;
  return plan;
}

void expect_same_state(const LdaTrainer& a, const LdaTrainer& b) {
  EXPECT_EQ(a.state().topics, b.state().topics);
  EXPECT_EQ(a.prior().alpha, b.prior().alpha);
  EXPECT_EQ(a.prior().beta, b.prior().beta);
  const math::Matrix<float> left = a.word_topic();
  const math::Matrix<float> right = b.word_topic();
  EXPECT_TRUE(std::equal(left.values().begin(), left.values().end(), right.values().begin()));
}

TEST(LdaTrainer, FindsThePlantedTopics) {
  const PlantedCorpus planted = planted_corpus(300, 5, 20, 40, 4);
  ThreadPool pool(2);
  const LdaPlan plan = small_plan(planted, 5);
  LdaTrainer trainer(pool, planted.bag, plan, 1);
  trainer.initialise();
  for (size_t i = 0; i < plan.sweeps; ++i) trainer.run_sweep();
  const math::Matrix<float> word_topic = trainer.word_topic();
  std::vector<bool> found(5);
  for (size_t k = 0; k < 5; ++k) {
    std::vector<double> mass(5);
    for (size_t v = 0; v < planted.vocabulary_size; ++v) {
      mass[v / planted.block] += static_cast<double>(word_topic(v, k));
    }
    const auto largest = std::max_element(mass.begin(), mass.end());
    EXPECT_GT(*largest, 0.9) << k;
    found[static_cast<size_t>(largest - mass.begin())] = true;
  }
  EXPECT_EQ(std::count(found.begin(), found.end(), true), 5);
}

TEST(LdaTrainer, CountsAreThoseOfTheAssignmentsAfterEverySweep) {
  const PlantedCorpus planted = planted_corpus(150, 4, 10, 25, 9);
  ThreadPool pool(3);
  LdaTrainer trainer(pool, planted.bag, small_plan(planted, 7), 2);
  trainer.initialise();
  for (int sweep = 0; sweep < 25; ++sweep) {
    trainer.run_sweep();
    LdaCounts expected(planted.vocabulary_size, 7);
    size_t token = 0;
    for (size_t i = 0; i < planted.bag.words.size(); ++i) {
      for (uint32_t c = 0; c < planted.bag.counts[i]; ++c) {
        const uint16_t topic = trainer.state().topics[token++];
        ASSERT_LT(topic, 7);
        ++expected.word_topic(planted.bag.words[i], topic);
        ++expected.topic[topic];
      }
    }
    const auto found = trainer.counts().word_topic.values();
    ASSERT_TRUE(std::equal(found.begin(), found.end(), expected.word_topic.values().begin())) << sweep;
    ASSERT_EQ(trainer.counts().topic, expected.topic) << sweep;
  }
}

TEST(LdaTrainer, ThreadsDoNotChangeABit) {
  const PlantedCorpus planted = planted_corpus(200, 6, 15, 30, 5);
  const LdaPlan plan = small_plan(planted, 20);
  ThreadPool one(1);
  LdaTrainer expected(one, planted.bag, plan, 3);
  expected.initialise();
  for (size_t i = 0; i < plan.sweeps; ++i) expected.run_sweep();
  for (const size_t threads : {2u, 3u, 8u}) {
    ThreadPool pool(threads);
    LdaTrainer trainer(pool, planted.bag, plan, 3);
    trainer.initialise();
    for (size_t i = 0; i < plan.sweeps; ++i) trainer.run_sweep();
    expect_same_state(expected, trainer);
    EXPECT_EQ(expected.log_likelihood_per_token(), trainer.log_likelihood_per_token());
  }
}

TEST(LdaTrainer, ARestoredRunGoesOnAsIfItHadNeverStopped) {
  const PlantedCorpus planted = planted_corpus(120, 4, 10, 20, 6);
  const LdaPlan plan = small_plan(planted, 6);
  ThreadPool pool(2);
  LdaTrainer whole(pool, planted.bag, plan, 1);
  whole.initialise();
  LdaTrainer::State middle;
  for (size_t i = 0; i < plan.sweeps; ++i) {
    if (i == 52) middle = whole.state();  // between two kept samples
    whole.run_sweep();
  }
  LdaTrainer rest(pool, planted.bag, plan, 1);
  rest.restore(middle);
  while (rest.sweeps_done() < plan.sweeps) rest.run_sweep();
  expect_same_state(whole, rest);
}

TEST(LdaTrainer, SeedsDiffer) {
  const PlantedCorpus planted = planted_corpus(50, 4, 10, 20, 6);
  ThreadPool pool(1);
  LdaTrainer first(pool, planted.bag, small_plan(planted, 6), 1);
  LdaTrainer second(pool, planted.bag, small_plan(planted, 6), 2);
  first.initialise();
  second.initialise();
  EXPECT_NE(first.state().topics, second.state().topics);
}

// All states of a tiny document can be listed, so the sampler's long run can be held against the exact
// posterior p(z | w) ~ p(w, z).
TEST(LdaTrainer, VisitsStatesAsOftenAsTheirProbabilityAsks) {
  corpus::BagOfWords bag;
  bag.append(std::vector<uint32_t>{0, 2}, std::vector<uint32_t>{2, 2});
  LdaPlan plan;
  plan.vocabulary_size = 3;
  plan.num_topics = 3;
  plan.sweeps = 60000;
  plan.alpha_sum = 0.9;
  plan.beta = 0.2;
  plan.optimize_interval = 0;
  ThreadPool pool(1);
  LdaTrainer trainer(pool, bag, plan, 5);
  trainer.initialise();
  std::map<std::vector<uint16_t>, double> visits;
  for (size_t i = 0; i < plan.sweeps; ++i) {
    trainer.run_sweep();
    visits[trainer.state().topics] += 1.0 / static_cast<double>(plan.sweeps);
  }
  LdaReference reference{bag, 3, std::vector<uint16_t>(4)};
  std::map<std::vector<uint16_t>, double> exact;
  double total = 0;
  for (uint16_t code = 0; code < 81; ++code) {
    reference.topics = {static_cast<uint16_t>(code % 3), static_cast<uint16_t>(code / 3 % 3),
                        static_cast<uint16_t>(code / 9 % 3), static_cast<uint16_t>(code / 27)};
    total += exact[reference.topics] = std::exp(reference.log_likelihood(trainer.prior()));
  }
  double distance = 0;
  for (const auto& [state, weight] : exact) distance += std::abs(visits[state] - weight / total) / 2;
  // Independent draws would be about 0.014 off; one sweep's successor is not independent of it.
  EXPECT_LT(distance, 0.03);
}

TEST(LdaTrainer, LikelihoodPerTokenIsTheDirectFormula) {
  const PlantedCorpus planted = planted_corpus(80, 4, 10, 20, 6);
  ThreadPool pool(2);
  LdaTrainer trainer(pool, planted.bag, small_plan(planted, 5), 1);
  trainer.initialise();
  for (int i = 0; i < 30; ++i) trainer.run_sweep();
  const LdaReference reference{planted.bag, planted.vocabulary_size, trainer.state().topics};
  const double expected =
      reference.log_likelihood(trainer.prior()) / static_cast<double>(reference.topics.size());
  EXPECT_NEAR(trainer.log_likelihood_per_token(), expected, 1e-9);
}

// Documents without words, one document, one topic, a word many times over, no word at all.
TEST(LdaTrainer, EdgesOfTheCorpusAreNoTrouble) {
  corpus::BagOfWords mixed;
  mixed.append({}, {});
  mixed.append(std::vector<uint32_t>{1}, std::vector<uint32_t>{5000});
  mixed.append({}, {});
  corpus::BagOfWords wordless;
  wordless.append({}, {});
  ThreadPool pool(2);
  for (const corpus::BagOfWords* bag : {&mixed, &wordless}) {
    for (const size_t topics : {1u, 2u, 33u}) {
      LdaPlan plan;
      plan.vocabulary_size = 3;
      plan.num_topics = topics;
      plan.sweeps = 12;
      plan.burn_in = 0;
      plan.optimize_interval = 2;
      LdaTrainer trainer(pool, *bag, plan, 1);
      trainer.initialise();
      for (size_t i = 0; i < plan.sweeps; ++i) trainer.run_sweep();
      EXPECT_TRUE(std::isfinite(trainer.log_likelihood_per_token()));
      const math::Matrix<float> word_topic = trainer.word_topic();
      for (size_t k = 0; k < topics; ++k) {
        float sum = 0;
        for (size_t v = 0; v < 3; ++v) sum += word_topic(v, k);
        EXPECT_NEAR(sum, 1.0F, 1e-5F);
      }
    }
  }
}

}  // namespace
}  // namespace theta::models
