#include "models/detm_trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/random.h"
#include "models/network_extraction.h"
#include "models/planted_corpus_reference.h"
#include "models/slice_background.h"
#include "models/topic_initialisation.h"

namespace theta::models {
namespace {

constexpr size_t kSlices = 5;

// Document d lies in slice d mod 5, but none in slice 3.
std::vector<uint32_t> slices_of(size_t documents) {
  std::vector<uint32_t> slice(documents);
  for (size_t d = 0; d < documents; ++d) slice[d] = d % kSlices == 3 ? 4 : static_cast<uint32_t>(d % kSlices);
  return slice;
}

DetmPlan small(DetmPlan plan) {
  plan.training.epochs = 3;
  plan.training.batch_size = 64;
  plan.training.config.hidden_size = 40;
  plan.training.config.embedding_size = 24;
  plan.model.trend_hidden = 12;
  plan.slices_per_batch = 2;
  return plan;
}

std::vector<std::pair<const char*, DetmPlan>> plans(const PlantedCorpus& planted) {
  const CorpusSize size = {planted.bag.documents(), planted.vocabulary_size, 40};
  const CorpusSize short_size = {planted.bag.documents(), planted.vocabulary_size, 6};
  return {{"default", small(default_detm_plan(size, 6, kSlices))},
          {"short documents", small(default_detm_plan(short_size, 6, kSlices))},
          {"paper", small(paper_detm_plan(size, 6, kSlices))}};
}

std::vector<float> all_state(GradientTrainer& trainer) {
  std::vector<float> all;
  for (const StateTensor& tensor : trainer.state())
    all.insert(all.end(), tensor.values->values().begin(), tensor.values->values().end());
  return all;
}

TEST(DetmTrainer, SameBytesForOneTwoAndThreeThreads) {
  const PlantedCorpus planted = planted_corpus(400, 6, 30, 40, 9);
  for (const auto& [name, plan] : plans(planted)) {
    SCOPED_TRACE(name);
    std::vector<float> first;
    for (const size_t threads : {1, 2, 3}) {
      ThreadPool pool(threads);
      DetmTrainer trainer(pool, planted.bag, slices_of(400), plan, 7, std::nullopt);
      trainer.initialise();
      for (int epoch = 0; epoch < 2; ++epoch) ASSERT_TRUE(trainer.run_epoch().ok());
      std::vector<float> state = all_state(trainer);
      const InferenceNetwork network =
          extract_network(pool, trainer.model(), planted.bag, trainer.slice_of_document());
      state.insert(state.end(), network.word_topic.values().begin(), network.word_topic.values().end());
      if (first.empty()) first = state;
      EXPECT_EQ(state, first) << threads << " threads";
    }
  }
}

TEST(DetmTrainer, ResumedAtAnyEpochEqualsUninterrupted) {
  const PlantedCorpus planted = planted_corpus(400, 6, 30, 40, 9);
  for (const auto& [name, plan] : plans(planted)) {
    SCOPED_TRACE(name);
    ThreadPool pool(2);
    DetmTrainer whole(pool, planted.bag, slices_of(400), plan, 7, std::nullopt);
    whole.initialise();
    std::vector<std::vector<float>> saved;
    std::vector<GradientTrainer::Counters> counters;
    for (size_t epoch = 0; epoch < plan.training.epochs; ++epoch) {
      saved.push_back(all_state(whole));
      counters.push_back(whole.counters());
      ASSERT_TRUE(whole.run_epoch().ok());
    }
    const std::vector<float> expected = all_state(whole);
    for (size_t stop = 0; stop < plan.training.epochs; ++stop) {
      DetmTrainer resumed(pool, planted.bag, slices_of(400), plan, 7, std::nullopt);
      resumed.initialise();
      size_t offset = 0;
      for (const StateTensor& tensor : resumed.state()) {
        std::copy_n(saved[stop].begin() + static_cast<std::ptrdiff_t>(offset), tensor.values->size(),
                    tensor.values->data());
        offset += tensor.values->size();
      }
      resumed.restore(counters[stop]);
      while (resumed.epochs_done() < plan.training.epochs) ASSERT_TRUE(resumed.run_epoch().ok());
      EXPECT_EQ(all_state(resumed), expected) << "stopped after epoch " << stop;
    }
  }
}

TEST(DetmTrainer, NonFiniteLossNamesEpochAndBatch) {
  const PlantedCorpus planted = planted_corpus(200, 6, 30, 40, 9);
  ThreadPool pool(2);
  DetmPlan plan = plans(planted)[0].second;
  plan.training.learning_rate = 1e30;
  DetmTrainer trainer(pool, planted.bag, slices_of(200), plan, 7, std::nullopt);
  trainer.initialise();
  Result<EpochLoss> result = trainer.run_epoch();
  for (int epoch = 0; epoch < 3 && result.ok(); ++epoch) result = trainer.run_epoch();
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().message.find("epoch"), std::string::npos) << result.error().message;
}

TEST(TimeBatches, HoldEveryDocumentOnceAnEpochAndFewSlicesEach) {
  const std::vector<uint32_t> slice = slices_of(1000);
  const TimeBatches batches(slice, kSlices, 100, 2);
  EXPECT_EQ(batches.batches(), 10U);
  const std::vector<uint32_t> order = batches.order(3, 1);
  std::vector<uint32_t> sorted = order;
  std::sort(sorted.begin(), sorted.end());
  for (uint32_t d = 0; d < 1000; ++d) ASSERT_EQ(sorted[d], d);
  for (size_t b = 0; b < 10; ++b) {
    std::map<uint32_t, size_t> seen;
    for (size_t i = b * 100; i < (b + 1) * 100; ++i) ++seen[slice[order[i]]];
    EXPECT_LE(seen.size(), 4U) << "batch " << b;
  }
  EXPECT_NE(batches.order(3, 2), order);
  EXPECT_EQ(batches.order(3, 1), order);
}

TEST(TimeBatches, TakeSmallerBatchesWhereSlicesAreTiny) {
  std::vector<uint32_t> slice(3000);
  for (uint32_t d = 0; d < 3000; ++d) slice[d] = d / 3;
  const TimeBatches batches(slice, 1000, 1000, 4);
  const std::vector<uint32_t> order = batches.order(1, 0);
  for (size_t b = 0; b < batches.batches(); ++b) {
    std::map<uint32_t, size_t> seen;
    for (size_t i = b * 3000 / batches.batches(); i < (b + 1) * 3000 / batches.batches(); ++i)
      ++seen[slice[order[i]]];
    EXPECT_LE(seen.size(), TimeBatches::kMostSlices + 2);
  }
}

TEST(SliceLogUnigrams, AreSmoothedTowardsTheCorpus) {
  corpus::BagOfWords bag;
  bag.append(std::vector<uint32_t>{0, 1}, std::vector<uint32_t>{3, 1});
  bag.append(std::vector<uint32_t>{1}, std::vector<uint32_t>{6});
  const std::vector<uint32_t> slice = {0, 2};
  const std::vector<float> background = {std::log(0.25F), std::log(0.75F)};
  const math::Matrix<float> result = slice_log_unigrams(slice_counts(bag, slice, 3, 2), background, 2);
  EXPECT_NEAR(std::exp(result(0, 0)), (3 + 2 * 0.25) / (4 + 2), 1e-6);
  EXPECT_NEAR(std::exp(result(1, 1)), 0.75, 1e-6) << "a slice without documents is the corpus";
  EXPECT_NEAR(std::exp(result(2, 0)), (2 * 0.25) / (6 + 2), 1e-6);
}

TEST(BestSliceStrength, IsLargeWhereSlicesAreAlikeAndSmallWhereTheyDiffer) {
  ThreadPool pool(2);
  const PlantedCorpus planted = planted_corpus(2000, 6, 30, 40, 9);
  const std::vector<float> background = log_unigram(planted.bag, planted.vocabulary_size);
  const auto strength = [&](const std::vector<uint32_t>& slice) {
    const math::Matrix<float> counts = slice_counts(planted.bag, slice, 6, planted.vocabulary_size);
    return best_slice_strength(pool, planted.bag, slice, counts, background);
  };
  std::vector<uint32_t> any(2000);
  const CounterRandom random(3, 1);
  for (size_t d = 0; d < any.size(); ++d) any[d] = static_cast<uint32_t>(random.below(d, 6));
  EXPECT_GE(strength(any), 1e6) << "slices dealt at random";
  EXPECT_LE(strength(planted.topic), 1000) << "a slice for each topic";
}

}  // namespace
}  // namespace theta::models
