#include "models/lda_prior.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "models/lda_reference.h"
#include "models/planted_corpus_reference.h"

namespace theta::models {
namespace {

constexpr size_t kTopics = 4;

class LdaPriorTest : public testing::Test {
 protected:
  LdaPriorTest() : planted_(planted_corpus(60, kTopics, 5, 20, 2)) {
    planted_.bag.append({}, {});
    uint64_t tokens = 0;
    for (size_t d = 0; d < planted_.bag.documents(); ++d) tokens += planted_.bag.document_length(d);
    const CounterRandom random(4, 4);
    std::vector<uint16_t> topics;
    for (uint64_t t = 0; t < tokens; ++t) topics.push_back(static_cast<uint16_t>(random.below(t, kTopics)));
    reference_ = std::make_unique<LdaReference>(
        LdaReference{planted_.bag, planted_.vocabulary_size, std::move(topics)});
  }

  PlantedCorpus planted_;
  LdaPrior prior_{{0.1, 0.5, 1.0, 2.5}, 0.07};
  std::unique_ptr<LdaReference> reference_;
};

TEST(Digamma, HasItsKnownValuesAndItsRecurrence) {
  constexpr double kEuler = 0.57721566490153286;
  EXPECT_NEAR(digamma(1), -kEuler, 1e-12);
  EXPECT_NEAR(digamma(0.5), -kEuler - 2 * std::log(2.0), 1e-12);
  EXPECT_NEAR(digamma(10), 2.2517525890667211, 1e-12);
  for (const double x : {1e-4, 0.03, 0.7, 3.0, 7.9, 8.0, 55.5, 1e5}) {
    EXPECT_NEAR(digamma(x + 1), digamma(x) + 1 / x, 1e-11 * (1 + 1 / x)) << x;
  }
}

TEST_F(LdaPriorTest, LikelihoodIsTheSumOverDocumentsTopicsAndWords) {
  const double expected = reference_->log_likelihood(prior_);
  EXPECT_NEAR(log_likelihood(reference_->statistics(kTopics), prior_), expected, 1e-9 * std::abs(expected));
}

TEST_F(LdaPriorTest, OneStepIsThatOfTheReference) {
  const LdaPrior expected = reference_->optimized(prior_);
  LdaPrior found = prior_;
  optimize_prior(reference_->statistics(kTopics), 1, found);
  for (size_t k = 0; k < kTopics; ++k) EXPECT_NEAR(found.alpha[k], expected.alpha[k], 1e-10) << k;
  EXPECT_NEAR(found.beta, expected.beta, 1e-12);
}

// Where the steps end no parameter can be moved to a larger posterior: log-likelihood plus the logarithm of
// Gamma(1.001, 1) of each parameter.
TEST_F(LdaPriorTest, StepsEndAtTheMaximum) {
  const LdaStatistics statistics = reference_->statistics(kTopics);
  LdaPrior best = prior_;
  optimize_prior(statistics, 3000, best);
  const auto log_posterior = [&](const LdaPrior& prior) {
    double sum = log_likelihood(statistics, prior);
    for (const double alpha : prior.alpha) sum += 0.001 * std::log(alpha) - alpha;
    return sum + 0.001 * std::log(prior.beta) - prior.beta;
  };
  const double highest = log_posterior(best);
  for (const double factor : {0.97, 1.03}) {
    for (size_t k = 0; k < kTopics; ++k) {
      LdaPrior moved = best;
      moved.alpha[k] *= factor;
      EXPECT_LT(log_posterior(moved), highest) << k;
    }
    LdaPrior moved = best;
    moved.beta *= factor;
    EXPECT_LT(log_posterior(moved), highest);
  }
}

TEST_F(LdaPriorTest, AnUnusedTopicKeepsAPositiveParameter) {
  for (uint16_t& topic : reference_->topics) topic = 0;
  optimize_prior(reference_->statistics(kTopics), 50, prior_);
  for (const double alpha : prior_.alpha) EXPECT_GT(alpha, 0);
  EXPECT_LT(prior_.alpha[3], 0.01);
  EXPECT_GT(prior_.beta, 0);
}

TEST(CountHistogram, KeepsSmallAndLargeCountsByRisingCount) {
  CountHistogram first;
  CountHistogram second;
  for (const uint64_t n : {1000000UL, 3UL, 0UL, 1UL, 3UL}) first.add(n);
  for (const uint64_t n : {5000UL, 1000000UL, 7UL, 3UL}) second.add(n);
  first.add(second);
  const auto entries = first.entries();
  ASSERT_EQ(entries.size(), 5u);
  const uint64_t counts[] = {1, 3, 7, 5000, 1000000};
  const uint64_t times[] = {1, 3, 1, 1, 2};
  for (size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(entries[i].count, counts[i]);
    EXPECT_EQ(entries[i].times, times[i]);
  }
}

}  // namespace
}  // namespace theta::models
