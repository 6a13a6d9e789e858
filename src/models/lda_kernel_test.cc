#include "models/lda_kernel.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "models/lda_counts.h"
#include "models/lda_reference.h"
#include "models/planted_corpus_reference.h"

namespace theta::models {
namespace {

// A corpus whose last document is resampled, with topics drawn at random; every number of topics takes
// another way through the kernel.
class LdaKernel : public testing::TestWithParam<size_t> {
 protected:
  LdaKernel() : planted_(planted_corpus(40, 3, 4, 12, 7)) {
    prior_.beta = 0.05;
    const CounterRandom random(3, 1);
    for (size_t k = 0; k < topics(); ++k) prior_.alpha.push_back(0.02 + random.uniform_double(k));
    uint64_t tokens = 0;
    for (size_t d = 0; d < planted_.bag.documents(); ++d) {
      first_ = tokens;
      tokens += planted_.bag.document_length(d);
    }
    for (uint64_t t = 0; t < tokens; ++t) {
      start_.push_back(static_cast<uint16_t>(random.below(1000 + t, topics())));
    }
  }

  size_t topics() const { return GetParam(); }
  size_t length() const { return start_.size() - first_; }

  // Resamples the last document from the start with these numbers; counts_ is left as the kernel left it.
  std::vector<uint16_t> resample(const std::vector<float>& uniforms) {
    const size_t cols = math::padded(topics());
    counts_ = LdaCounts(planted_.vocabulary_size, topics());
    size_t token = 0;
    for (size_t i = 0; i < planted_.bag.words.size(); ++i) {
      for (uint32_t c = 0; c < planted_.bag.counts[i]; ++c) {
        ++counts_.word_topic(planted_.bag.words[i], start_[token]);
        ++counts_.topic[start_[token++]];
      }
    }
    math::AlignedVector<float> alpha(cols);
    math::AlignedVector<float> inverse(cols);
    math::AlignedVector<float> weight(cols);
    math::AlignedVector<float> cumulative(cols);
    math::AlignedVector<int32_t> document_topic(cols);
    for (size_t k = 0; k < topics(); ++k) alpha[k] = static_cast<float>(prior_.alpha[k]);
    const LdaPass pass = {cols,
                          alpha.data(),
                          prior_.beta,
                          prior_.beta * static_cast<double>(planted_.vocabulary_size),
                          counts_.word_topic.data(),
                          counts_.topic.data(),
                          inverse.data(),
                          document_topic.data(),
                          weight.data(),
                          cumulative.data()};
    fill_inverse(pass, topics());
    std::vector<uint16_t> z = start_;
    const size_t last = planted_.bag.documents() - 1;
    resample_document(pass, planted_.bag.document_words(last), planted_.bag.document_counts(last),
                      uniforms.data(), z.data() + first_);
    return z;
  }

  PlantedCorpus planted_;
  LdaPrior prior_;
  size_t first_ = 0;  // token of the last document
  std::vector<uint16_t> start_;
  LdaCounts counts_;
};

// Evenly spaced numbers instead of random ones: each topic must get its probability's share of [0, 1), up to
// the one number that may fall on either side of each border.
TEST_P(LdaKernel, EveryTopicHasItsShareOfTheUnitInterval) {
  constexpr size_t kNumbers = 20000;
  const std::vector<double> expected =
      LdaReference{planted_.bag, planted_.vocabulary_size, start_}.conditional(first_, prior_);
  std::vector<size_t> drawn(topics());
  std::vector<float> uniforms(length(), 0.5F);
  for (size_t i = 0; i < kNumbers; ++i) {
    uniforms[0] = (static_cast<float>(i) + 0.5F) / kNumbers;
    const uint16_t topic = resample(uniforms)[first_];
    ASSERT_LT(topic, topics());
    ++drawn[topic];
  }
  for (size_t k = 0; k < topics(); ++k) {
    EXPECT_NEAR(static_cast<double>(drawn[k]), expected[k] * kNumbers, 1.2) << k;
  }
}

// The second token must see where the first one went.
TEST_P(LdaKernel, ATokenIsDrawnGivenTheOnesBeforeIt) {
  constexpr size_t kNumbers = 5000;
  std::vector<float> uniforms(length(), 0.9F);
  LdaReference reference{planted_.bag, planted_.vocabulary_size, start_};
  reference.topics[first_] = resample(uniforms)[first_];
  const std::vector<double> expected = reference.conditional(first_ + 1, prior_);
  std::vector<size_t> drawn(topics());
  for (size_t i = 0; i < kNumbers; ++i) {
    uniforms[1] = (static_cast<float>(i) + 0.5F) / kNumbers;
    ++drawn[resample(uniforms)[first_ + 1]];
  }
  for (size_t k = 0; k < topics(); ++k) {
    EXPECT_NEAR(static_cast<double>(drawn[k]), expected[k] * kNumbers, 1.2) << k;
  }
}

// Pearson's statistic of random draws beside the exact probabilities.
TEST_P(LdaKernel, RandomDrawsPassAChiSquareTest) {
  constexpr size_t kDraws = 4000;
  const std::vector<double> expected =
      LdaReference{planted_.bag, planted_.vocabulary_size, start_}.conditional(first_, prior_);
  std::vector<double> drawn(topics());
  std::vector<float> uniforms(length());
  for (size_t i = 0; i < kDraws; ++i) {
    const CounterRandom random(11, i);
    for (size_t t = 0; t < uniforms.size(); ++t) uniforms[t] = random.uniform(t);
    drawn[resample(uniforms)[first_]] += 1;
  }
  double statistic = 0;
  for (size_t k = 0; k < topics(); ++k) {
    const double mean = expected[k] * kDraws;
    statistic += (drawn[k] - mean) * (drawn[k] - mean) / mean;
  }
  // Mean K - 1, variance 2 (K - 1): five standard deviations above the mean.
  const double freedom = static_cast<double>(topics() - 1);
  EXPECT_LT(statistic, freedom + 5 * std::sqrt(2 * freedom) + 1e-9);
}

TEST_P(LdaKernel, CountsFollowTheTokens) {
  std::vector<float> uniforms(length());
  for (size_t t = 0; t < uniforms.size(); ++t) uniforms[t] = CounterRandom(5, 5).uniform(t);
  const std::vector<uint16_t> after = resample(uniforms);
  LdaCounts recounted(planted_.vocabulary_size, topics());
  size_t token = 0;
  for (size_t i = 0; i < planted_.bag.words.size(); ++i) {
    for (uint32_t c = 0; c < planted_.bag.counts[i]; ++c) {
      ++recounted.word_topic(planted_.bag.words[i], after[token]);
      ++recounted.topic[after[token++]];
    }
  }
  for (size_t i = 0; i < recounted.word_topic.size(); ++i) {
    ASSERT_EQ(counts_.word_topic.data()[i], recounted.word_topic.data()[i]);
  }
  EXPECT_EQ(counts_.topic, recounted.topic);
  EXPECT_TRUE(
      std::equal(start_.begin(), start_.begin() + static_cast<std::ptrdiff_t>(first_), after.begin()));
}

INSTANTIATE_TEST_SUITE_P(Topics, LdaKernel, testing::Values(1, 3, 16, 17, 40, 50, 100, 200));

}  // namespace
}  // namespace theta::models
