#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "models/etm.h"
#include "models/etm_reference.h"

namespace theta::models {
namespace {

struct Case {
  std::string name;
  EtmConfig config;
};

EtmConfig small_config() {
  EtmConfig config;
  config.vocabulary_size = 23;
  config.num_topics = 5;
  config.embedding_size = 7;
  config.hidden_size = 6;
  config.word_dropout = 0.3;
  config.activation = Activation::kSoftplus;  // smooth, so central differences are exact to O(step^2)
  config.refine_weight = 0;
  return config;
}

corpus::BagOfWords small_bag(size_t documents, size_t vocabulary) {
  corpus::BagOfWords bag;
  const CounterRandom random(11, 1);
  for (size_t d = 0; d < documents; ++d) {
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

class EtmGradient : public ::testing::TestWithParam<Case> {
 protected:
  EtmGradient()
      : pool_(2), model_(GetParam().config, 5), bag_(small_bag(9, GetParam().config.vocabulary_size)) {
    std::vector<uint32_t> documents(bag_.documents());
    for (uint32_t d = 0; d < documents.size(); ++d) documents[d] = d;
    const EtmConfig& config = GetParam().config;
    if (config.background) {
      std::vector<double> background(config.vocabulary_size);
      for (size_t v = 0; v < background.size(); ++v) background[v] = -0.1 * static_cast<double>(v);
      model_.decoder().set_background(background);
    }
    make_batch(pool_, bag_, documents, config, config.word_dropout, settings_.seed, settings_.epoch, batch_);
  }

  double reference_total(const FrozenParts& frozen) const {
    return reference_loss(model_, batch_, settings_, frozen).total(settings_, model_.config());
  }

  ThreadPool pool_;
  Etm<double> model_;
  corpus::BagOfWords bag_;
  StepSettings settings_{.kl_weight = 0.7, .seed = 3, .epoch = 2, .step_in_epoch = 1};
  Batch<double> batch_;
};

TEST_P(EtmGradient, LossEqualsTheSlowReferenceAndGradientsEqualCentralDifferences) {
  const std::vector<double> mean_theta = model_.mean_theta();
  Optimizer<double> optimizer(AdamSettings{}, Optimizer<double>::Mode::kCollectOnly);
  optimizer.begin_step(0.005, model_.parameters());
  const StepLoss loss = model_.step(pool_, batch_, settings_, optimizer);

  FrozenParts frozen;
  frozen.beta = reference_beta(model_);
  frozen.refined =
      reference_refined(model_, batch_, reference_theta(model_, batch_, settings_), frozen.beta, mean_theta);
  const StepLoss expected = reference_loss(model_, batch_, settings_, frozen);
  EXPECT_NEAR(loss.reconstruction, expected.reconstruction, 1e-9 * expected.reconstruction);
  EXPECT_NEAR(loss.kl, expected.kl, 1e-9 * (1 + expected.kl));
  EXPECT_NEAR(loss.refined, expected.refined, 1e-9 * (1 + expected.refined));

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
        return reference_total(frozen);
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

std::vector<Case> cases() {
  std::vector<Case> all;
  all.push_back({"ElboOnly", small_config()});
  EtmConfig config = small_config();
  config.input = EncoderInput::kNormalizedCounts;
  config.word_dropout = 0;
  config.background = false;
  all.push_back({"PaperObjective", config});
  config = small_config();
  config.refine_weight = 0.5;
  all.push_back({"WithRefinement", config});
  config = small_config();
  config.batch_norm = true;
  config.batch_norm_scale = 1.5;
  config.learn_prior_variance = false;
  all.push_back({"BatchNorm", config});
  config = small_config();
  config.dropout = 0.4;
  all.push_back({"Dropout", config});
  config = small_config();
  config.train_rho = false;
  all.push_back({"FixedRho", config});
  return all;
}

INSTANTIATE_TEST_SUITE_P(All, EtmGradient, ::testing::ValuesIn(cases()),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace theta::models
