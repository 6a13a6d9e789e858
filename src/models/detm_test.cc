#include "models/detm.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace theta::models {
namespace {

constexpr size_t kDocuments = 12;
// Slice 2 of 4 has no document.
constexpr uint32_t kSliceOf[kDocuments] = {0, 0, 0, 0, 1, 1, 1, 3, 3, 3, 3, 3};

DetmConfig small_config() {
  DetmConfig config;
  config.etm.vocabulary_size = 19;
  config.etm.num_topics = 5;
  config.etm.embedding_size = 7;
  config.etm.hidden_size = 6;
  config.etm.word_dropout = 0.3;
  config.etm.activation = Activation::kSoftplus;  // smooth, so central differences are exact to O(step^2)
  config.etm.refine_weight = 0;
  config.slices = 4;
  config.walk_variance = 0.3;
  config.trend_variance = 0.2;
  config.topic_start_variance = 2.0;
  config.start_deviation = 0.4;
  config.trend_hidden = 8;
  config.trend_layers = 2;
  return config;
}

corpus::BagOfWords small_bag(size_t vocabulary) {
  corpus::BagOfWords bag;
  const CounterRandom random(11, 1);
  for (size_t d = 0; d < kDocuments; ++d) {
    std::vector<uint32_t> words;
    std::vector<uint32_t> counts;
    for (uint32_t v = 0; v < vocabulary; ++v) {
      if (random.uniform(d * vocabulary + v) < 0.6F) continue;
      words.push_back(v);
      counts.push_back(1 + static_cast<uint32_t>(random.below(d * 1000 + v, 4)));
    }
    bag.append(words, counts);
  }
  return bag;
}

class DetmGradient : public ::testing::TestWithParam<std::pair<const char*, DetmConfig>> {
 protected:
  DetmGradient() : pool_(2), config_(GetParam().second), model_(config_, 40, 5) {
    const size_t v_count = config_.etm.vocabulary_size;
    const corpus::BagOfWords bag = small_bag(v_count);
    math::Matrix<double> backgrounds(config_.slices, v_count);
    math::Matrix<double> words(config_.slices, v_count);
    for (size_t t = 0; t < config_.slices; ++t) {
      for (size_t v = 0; v < v_count; ++v)
        backgrounds(t, v) = -0.1 * static_cast<double>(v) + 0.03 * static_cast<double>(t * v % 7);
    }
    std::vector<uint32_t> documents;
    for (uint32_t d = 0; d < kDocuments; ++d) {
      for (size_t i = 0; i < bag.document_words(d).size(); ++i)
        words(kSliceOf[d], bag.document_words(d)[i]) += bag.document_counts(d)[i];
      if (d % 4 != 3) documents.push_back(d);  // a batch is a part of the corpus
    }
    model_.set_backgrounds(backgrounds);
    model_.trend().set_slice_words(words);
    make_batch(pool_, bag, documents, config_.etm, config_.etm.word_dropout, settings_.seed, settings_.epoch,
               batch_);
    assign_slices<double>(kSliceOf, batch_);
  }

  double total() {
    Optimizer<double> optimizer(AdamSettings{}, Optimizer<double>::Mode::kCollectOnly);
    // Gradients of this evaluation must not overwrite those under test.
    Detm<double> copy = model_;
    optimizer.begin_step(0.005, copy.parameters());
    return copy.step(pool_, batch_, settings_, optimizer).total(settings_, config_.etm);
  }

  ThreadPool pool_;
  DetmConfig config_;
  Detm<double> model_;
  StepSettings settings_{.kl_weight = 0.7, .seed = 3, .epoch = 2, .step_in_epoch = 1};
  Batch<double> batch_;
};

TEST_P(DetmGradient, EveryGradientEqualsCentralDifferences) {
  Optimizer<double> optimizer(AdamSettings{}, Optimizer<double>::Mode::kCollectOnly);
  optimizer.begin_step(0.005, model_.parameters());
  model_.step(pool_, batch_, settings_, optimizer);
  for (Parameter<double>* parameter : model_.parameters()) {
    if (!parameter->trained) continue;
    double largest = 0;
    for (const double g : parameter->gradient.values()) largest = std::max(largest, std::abs(g));
    for (size_t i = 0; i < parameter->value.size(); ++i) {
      const double saved = parameter->value.data()[i];
      // Fourth-order central differences: truncation is O(step^4), rounding about 1e-16 / step.
      const double step = 2e-4;
      const auto at = [&](double offset) {
        parameter->value.data()[i] = saved + offset;
        return total();
      };
      const double difference = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
      parameter->value.data()[i] = saved;
      ASSERT_NEAR(parameter->gradient.data()[i], difference,
                  1e-6 * (std::abs(difference) + 0.01 * largest) + 1e-9)
          << parameter->name << "[" << i << "]";
    }
    EXPECT_GT(largest, 0) << parameter->name << " gets no gradient";
  }
}

std::vector<std::pair<const char*, DetmConfig>> cases() {
  std::vector<std::pair<const char*, DetmConfig>> all;
  all.emplace_back("Default", small_config());
  DetmConfig config = small_config();
  config.etm.input = EncoderInput::kNormalizedCounts;
  config.etm.word_dropout = 0;
  config.etm.learn_prior_variance = false;
  config.shared_base = false;
  all.emplace_back("PaperObjective", config);
  config = small_config();
  config.etm.batch_norm = true;
  config.etm.batch_norm_scale = 1.5;
  config.etm.dropout = 0.4;
  config.trend_layers = 1;
  all.emplace_back("BatchNormAndDropout", config);
  return all;
}

INSTANTIATE_TEST_SUITE_P(All, DetmGradient, ::testing::ValuesIn(cases()),
                         [](const auto& instance) { return instance.param.first; });

// KL(N(m1, v1) || N(m2, v2)) of one dimension.
double gaussian_kl(double m1, double v1, double m2, double v2) {
  return std::log(std::sqrt(v2 / v1)) + (v1 + (m1 - m2) * (m1 - m2)) / (2 * v2) - 0.5;
}

TEST(TopicWalkKl, IsTheClosedFormWithTheSpreadOfTheSliceBefore) {
  const DetmConfig config = small_config();
  ThreadPool pool(2);
  TopicWalk<double> walk(config, 9);
  double expected = 0;
  for (size_t t = 0; t < config.slices; ++t) {
    const math::Matrix<double> mean = walk.mean(t);
    for (size_t k = 0; k < mean.rows(); ++k) {
      for (size_t i = 0; i < mean.cols(); ++i) {
        const double variance = 0.16;  // of the start
        if (t == 0) {
          expected += gaussian_kl(mean(k, i), variance, 0, 2.0);
        } else {
          // The mean of the prior is itself uncertain by `variance`.
          expected += gaussian_kl(mean(k, i), variance, walk.mean(t - 1)(k, i), 0.3) + variance / (2 * 0.3);
        }
      }
    }
  }
  EXPECT_NEAR(walk.kl(pool), expected, 1e-9 * expected);
}

TEST(TopicWalkKl, EqualsTheMeanOverDrawsOfTheSliceBefore) {
  DetmConfig config = small_config();
  config.slices = 2;
  ThreadPool pool(1);
  TopicWalk<double> walk(config, 9);
  const std::vector<uint32_t> first = {0};
  constexpr size_t kDraws = 20000;
  double sum = 0;
  math::Matrix<double> alpha;
  for (uint64_t draw = 0; draw < kDraws; ++draw) {
    walk.sample(first, 1, draw, alpha);
    for (size_t k = 0; k < alpha.rows(); ++k) {
      for (size_t i = 0; i < alpha.cols(); ++i)
        sum += gaussian_kl(walk.mean(1)(k, i), 0.16, alpha(k, i), 0.3) +
               gaussian_kl(walk.mean(0)(k, i), 0.16, 0, 2.0);
    }
  }
  EXPECT_NEAR(walk.kl(pool), sum / kDraws, 2e-3 * walk.kl(pool));
}

TEST(TrendKl, IsTheClosedFormAlongThePath) {
  const DetmConfig config = small_config();
  ThreadPool pool(2);
  TrendNetwork<double> trend(config, 4);
  math::Matrix<double> words(config.slices, config.etm.vocabulary_size);
  for (size_t i = 0; i < words.size(); ++i) words.data()[i] = 0.3 * static_cast<double>(i % 5);
  trend.set_slice_words(words);
  const math::Matrix<double> eta = trend.sample(pool, 7, 21);
  const size_t half = math::padded(config.etm.num_topics);
  double expected = 0;
  for (size_t t = 0; t < config.slices; ++t) {
    for (size_t k = 0; k < config.etm.num_topics; ++k) {
      const double variance = std::exp(trend.posterior()(t, half + k));
      expected +=
          gaussian_kl(trend.posterior()(t, k), variance, t == 0 ? 0 : eta(t - 1, k), t == 0 ? 1.0 : 0.2);
    }
  }
  EXPECT_NEAR(trend.kl(), expected, 1e-9 * expected);
}

}  // namespace
}  // namespace theta::models
