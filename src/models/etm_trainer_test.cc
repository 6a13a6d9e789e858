#include "models/etm_trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "models/planted_corpus_reference.h"
#include "models/network_extraction.h"
#include "models/topic_inference.h"

namespace theta::models {
namespace {

PlantedCorpus corpus_of(size_t length) {
  return planted_corpus(400, 6, 30, length, 9);
}

TrainingPlan plan_for(const PlantedCorpus& planted, size_t length) {
  TrainingPlan plan =
      default_plan({planted.bag.documents(), planted.vocabulary_size, static_cast<double>(length)}, 6);
  plan.epochs = 4;
  plan.batch_size = 64;
  plan.config.hidden_size = 40;
  plan.config.embedding_size = 24;
  return plan;
}

std::vector<float> all_state(EtmTrainer& trainer) {
  std::vector<float> all;
  for (const StateTensor& tensor : trainer.state()) {
    all.insert(all.end(), tensor.values->values().begin(), tensor.values->values().end());
  }
  return all;
}

/// Each recipe that a default or the paper would pick.
std::vector<std::pair<std::string, TrainingPlan>> plans(const PlantedCorpus& planted) {
  TrainingPlan paper = paper_plan({planted.bag.documents(), planted.vocabulary_size, 60}, 6);
  paper.config.hidden_size = 40;
  paper.config.embedding_size = 24;
  paper.epochs = 4;
  paper.batch_size = 64;
  TrainingPlan bfloat16 = plan_for(planted, 60);
  bfloat16.config.bfloat16 = true;
  TrainingPlan clipped = plan_for(planted, 60);
  clipped.clip_norm = 0.5;
  clipped.config.dropout = 0.2;
  return {{"long", plan_for(planted, 60)},
          {"short", plan_for(planted, 6)},
          {"paper", paper},
          {"bfloat16", bfloat16},
          {"clipped", clipped}};
}

TEST(EtmTrainer, SameBytesForOneTwoAndThreeThreads) {
  const PlantedCorpus planted = corpus_of(40);
  for (const auto& [name, plan] : plans(planted)) {
    SCOPED_TRACE(name);
    std::vector<float> first;
    for (const size_t threads : {1, 2, 3}) {
      ThreadPool pool(threads);
      EtmTrainer trainer(pool, planted.bag, plan, 7, std::nullopt);
      trainer.initialise();
      for (int epoch = 0; epoch < 2; ++epoch) ASSERT_TRUE(trainer.run_epoch().ok());
      const std::vector<float> state = all_state(trainer);
      if (first.empty()) first = state;
      EXPECT_EQ(state, first) << threads << " threads";
    }
  }
}

TEST(EtmTrainer, ResumedAtAnyEpochEqualsUninterrupted) {
  const PlantedCorpus planted = corpus_of(40);
  for (const auto& [name, plan] : plans(planted)) {
    SCOPED_TRACE(name);
    ThreadPool pool(2);
    EtmTrainer whole(pool, planted.bag, plan, 7, std::nullopt);
    whole.initialise();
    std::vector<std::vector<float>> saved;
    std::vector<EtmTrainer::Counters> counters;
    for (size_t epoch = 0; epoch < plan.epochs; ++epoch) {
      saved.push_back(all_state(whole));
      counters.push_back(whole.counters());
      ASSERT_TRUE(whole.run_epoch().ok());
    }
    const std::vector<float> expected = all_state(whole);
    for (size_t stop = 0; stop < plan.epochs; ++stop) {
      EtmTrainer resumed(pool, planted.bag, plan, 7, std::nullopt);
      resumed.initialise();
      size_t offset = 0;
      for (const StateTensor& tensor : resumed.state()) {
        std::copy_n(saved[stop].begin() + static_cast<long>(offset), tensor.values->size(),
                    tensor.values->data());
        offset += tensor.values->size();
      }
      resumed.restore(counters[stop]);
      while (resumed.epochs_done() < plan.epochs) ASSERT_TRUE(resumed.run_epoch().ok());
      EXPECT_EQ(all_state(resumed), expected) << "stopped after epoch " << stop;
    }
  }
}

TEST(EtmTrainer, AnotherSeedGivesAnotherModel) {
  const PlantedCorpus planted = corpus_of(40);
  ThreadPool pool(1);
  const TrainingPlan plan = plan_for(planted, 40);
  EtmTrainer a(pool, planted.bag, plan, 1, std::nullopt);
  EtmTrainer b(pool, planted.bag, plan, 2, std::nullopt);
  ASSERT_TRUE(a.run_epoch().ok());
  ASSERT_TRUE(b.run_epoch().ok());
  EXPECT_NE(all_state(a), all_state(b));
}

TEST(EtmTrainer, RecoversPlantedTopics) {
  for (const size_t length : {60, 8}) {
    SCOPED_TRACE(length);
    const PlantedCorpus planted = corpus_of(length);
    TrainingPlan plan = plan_for(planted, length);
    plan.epochs = 30;
    ThreadPool pool(2);
    EtmTrainer trainer(pool, planted.bag, plan, 3, std::nullopt);
    trainer.initialise();
    for (size_t epoch = 0; epoch < plan.epochs; ++epoch) ASSERT_TRUE(trainer.run_epoch().ok());
    const TopicInference inference(extract_network(pool, trainer.model()));
    const auto& beta = inference.network().word_topic;
    std::set<size_t> found;
    for (size_t k = 0; k < 6; ++k) {
      std::vector<double> mass(6, 0.0);
      for (size_t v = 0; v < planted.vocabulary_size; ++v)
        mass[v / planted.block] += static_cast<double>(beta(v, k));
      const size_t best = static_cast<size_t>(std::max_element(mass.begin(), mass.end()) - mass.begin());
      EXPECT_GT(mass[best], 0.75) << "topic " << k;
      found.insert(best);
    }
    EXPECT_EQ(found.size(), 6U);
  }
}

TEST(EtmTrainer, NonFiniteLossNamesEpochAndBatch) {
  const PlantedCorpus planted = corpus_of(40);
  TrainingPlan plan = plan_for(planted, 40);
  plan.learning_rate = 1e30;
  plan.warmup_share = 0;
  ThreadPool pool(1);
  EtmTrainer trainer(pool, planted.bag, plan, 1, std::nullopt);
  Result<EpochLoss> result = trainer.run_epoch();
  for (int epoch = 1; epoch < 3 && result.ok(); ++epoch) result = trainer.run_epoch();
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().message.find("epoch 1, batch 2"), std::string::npos) << result.error().message;
}

TEST(TrainingPlan, LongAndShortDocumentsGetTheirOwnRecipe) {
  const TrainingPlan long_plan = default_plan({11214, 3072, 82}, 50);
  EXPECT_GT(long_plan.config.refine_weight, 0);
  EXPECT_FALSE(long_plan.config.batch_norm);
  const TrainingPlan short_plan = default_plan({50000, 5000, 15}, 20);
  EXPECT_EQ(short_plan.config.refine_weight, 0);
  EXPECT_TRUE(short_plan.config.batch_norm);
  EXPECT_GT(default_plan({15000, 2500, 5}, 20).neighbour_weight, 0);
}

TEST(TrainingPlan, RateRisesThenFollowsTheCosineToItsEnd) {
  TrainingPlan plan;
  plan.learning_rate = 1;
  plan.warmup_share = 0.1;
  plan.final_rate_share = 0.02;
  EXPECT_LT(scheduled_rate(plan, 0, 100), 0.1);
  EXPECT_NEAR(scheduled_rate(plan, 10, 100), 1.0, 1e-9);
  EXPECT_NEAR(scheduled_rate(plan, 55, 100), 0.51, 1e-9);
  EXPECT_NEAR(scheduled_rate(plan, 100, 100), 0.02, 1e-9);
  for (uint64_t step = 11; step < 100; ++step) {
    EXPECT_LT(scheduled_rate(plan, step + 1, 100), scheduled_rate(plan, step, 100));
  }
}

TEST(TrainingPlan, KlWeightWarmsUpFromZeroToOne) {
  TrainingPlan plan;
  plan.kl_warmup_epochs = 8;
  EXPECT_EQ(scheduled_kl_weight(plan, 0), 0.0);
  EXPECT_EQ(scheduled_kl_weight(plan, 4), 0.5);
  EXPECT_EQ(scheduled_kl_weight(plan, 8), 1.0);
  EXPECT_EQ(scheduled_kl_weight(plan, 80), 1.0);
  plan.kl_warmup_epochs = 0;
  EXPECT_EQ(scheduled_kl_weight(plan, 0), 1.0);
}

}  // namespace
}  // namespace theta::models
