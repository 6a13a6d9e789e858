#include "engine/plan.h"

#include <algorithm>
#include <cmath>

#include "corpus/time_slices.h"
#include "engine/model_choice.h"
#include "math/gemm_bf16.h"

namespace theta::engine {
namespace {

// Below this width the dense layers are too small a share of a step for rounding their factors to pay.
constexpr size_t kWideHiddenLayer = 512;

template <typename Target, typename Value>
void put(const std::optional<Value>& wish, Target& target) {
  if (wish.has_value()) target = *wish;
}

size_t wanted_topics(const TrainOptions& options, const models::CorpusSize& size) {
  return options.num_topics.value_or(
      std::min(default_num_topics(size.documents), std::max<size_t>(size.vocabulary_size, 1)));
}

Status above_zero(const char* option, const std::optional<double>& value) {
  if (value && !(*value > 0 && std::isfinite(*value)))
    return usage_error("{} {}: must be positive", option, *value);
  return {};
}

Status put_wishes(const TrainOptions& options, const models::CorpusSize& size, models::TrainingPlan& plan) {
  put(options.epochs, plan.epochs);
  put(options.batch_size, plan.batch_size);
  put(options.hidden_size, plan.config.hidden_size);
  put(options.embedding_size, plan.config.embedding_size);
  put(options.learning_rate, plan.learning_rate);
  put(options.dropout, plan.config.dropout);
  put(options.clip_norm, plan.clip_norm);
  put(options.kl_warmup_epochs, plan.kl_warmup_epochs);
  put(options.patience, plan.patience);
  put(options.anneal_after, plan.anneal_after);
  put(options.batch_norm, plan.config.batch_norm);
  if (options.fixed_embeddings) plan.config.train_rho = false;
  plan.config.bfloat16 = plan.config.hidden_size >= kWideHiddenLayer && math::bfloat16_is_fast();
  return check_num_topics(plan.config.num_topics, size);
}

Status at_least_one(const char* option, const std::optional<size_t>& value) {
  if (value == size_t{0}) return usage_error("{} 0: must be at least 1", option);
  return {};
}

}  // namespace

size_t default_num_topics(size_t documents) {
  const double wanted = std::round(0.4 * std::sqrt(static_cast<double>(documents)));
  return std::min(static_cast<size_t>(std::clamp(wanted, 5.0, 50.0)), std::max<size_t>(documents, 1));
}

Status check_options(const TrainOptions& options) {
  THETA_RETURN_IF_ERROR(check_model_options(options));
  if (options.recipe != "default" && options.recipe != "paper")
    return usage_error("--recipe {}: is not one of default, paper", options.recipe);
  const Result<corpus::TimeBinChoice> time_bin = corpus::parse_time_bin(options.time_bin);
  if (!time_bin.ok()) return time_bin.error();
  THETA_RETURN_IF_ERROR(at_least_one("--topics", options.num_topics));
  THETA_RETURN_IF_ERROR(at_least_one("--epochs", options.epochs));
  THETA_RETURN_IF_ERROR(at_least_one("--batch-size", options.batch_size));
  THETA_RETURN_IF_ERROR(at_least_one("--hidden-size", options.hidden_size));
  THETA_RETURN_IF_ERROR(at_least_one("--embedding-size", options.embedding_size));
  THETA_RETURN_IF_ERROR(above_zero("--learning-rate", options.learning_rate));
  THETA_RETURN_IF_ERROR(above_zero("--alpha", options.alpha_sum));
  THETA_RETURN_IF_ERROR(above_zero("--beta", options.beta));
  if (options.dropout && !(*options.dropout >= 0 && *options.dropout < 1))
    return usage_error("--dropout {}: must be at least 0 and below 1", *options.dropout);
  return {};
}

Status check_num_topics(size_t topics, const models::CorpusSize& size) {
  if (topics > size.documents) {
    return bad_input("--topics {}: there are only {} documents to train on; ask for fewer topics", topics,
                     size.documents);
  }
  if (topics > size.vocabulary_size) {
    return bad_input("--topics {}: the vocabulary has only {} words; ask for fewer topics", topics,
                     size.vocabulary_size);
  }
  return {};
}

Result<models::TrainingPlan> make_plan(const TrainOptions& options, const models::CorpusSize& size) {
  THETA_RETURN_IF_ERROR(check_options(options));
  const size_t num_topics = wanted_topics(options, size);
  models::TrainingPlan plan = options.recipe == "paper" ? models::paper_plan(size, num_topics)
                                                        : models::default_plan(size, num_topics);
  THETA_RETURN_IF_ERROR(put_wishes(options, size, plan));
  return plan;
}

Result<models::DetmPlan> make_detm_plan(const TrainOptions& options, const models::CorpusSize& size,
                                        size_t slices) {
  THETA_RETURN_IF_ERROR(check_options(options));
  const size_t num_topics = wanted_topics(options, size);
  models::DetmPlan plan = options.recipe == "paper" ? models::paper_detm_plan(size, num_topics, slices)
                                                    : models::default_detm_plan(size, num_topics, slices);
  THETA_RETURN_IF_ERROR(put_wishes(options, size, plan.training));
  return plan;
}

Result<models::LdaPlan> make_lda_plan(const TrainOptions& options, const models::CorpusSize& size) {
  THETA_RETURN_IF_ERROR(check_options(options));
  models::LdaPlan plan = models::default_lda_plan(size, wanted_topics(options, size));
  if (options.epochs.has_value()) {
    plan.sweeps = *options.epochs;
    plan.burn_in = models::lda_burn_in(plan.sweeps);
  }
  put(options.alpha_sum, plan.alpha_sum);
  put(options.beta, plan.beta);
  put(options.optimize_interval, plan.optimize_interval);
  put(options.burn_in, plan.burn_in);
  THETA_RETURN_IF_ERROR(check_num_topics(plan.num_topics, size));
  if (plan.num_topics > models::LdaPlan::kMostTopics) {
    return bad_input("--topics {}: --model lda has {} at most", plan.num_topics,
                     models::LdaPlan::kMostTopics);
  }
  return plan;
}

formats::Json plan_json(const models::TrainingPlan& plan) {
  const models::EtmConfig& config = plan.config;
  const bool relu = config.activation == models::Activation::kRelu;
  const bool log_counts = config.input == models::EncoderInput::kScaledLogCounts;
  return {{"num_topics", config.num_topics},
          {"vocabulary_size", config.vocabulary_size},
          {"embedding_size", config.embedding_size},
          {"hidden_size", config.hidden_size},
          {"epochs", plan.epochs},
          {"batch_size", plan.batch_size},
          {"learning_rate", plan.learning_rate},
          {"warmup_share", plan.warmup_share},
          {"final_rate_share", plan.final_rate_share},
          {"kl_warmup_epochs", plan.kl_warmup_epochs},
          {"weight_decay", plan.weight_decay},
          {"decay_decoder", plan.decay_decoder},
          {"clip_norm", plan.clip_norm},
          {"patience", plan.patience},
          {"anneal_after", plan.anneal_after},
          {"spectral_start", plan.spectral_start},
          {"neighbour_weight", plan.neighbour_weight},
          {"neighbour_share", plan.neighbour_share},
          {"neighbours", plan.neighbours},
          {"calibrate_inference", plan.calibrate_inference},
          {"activation", relu ? "relu" : "softplus"},
          {"encoder_input", log_counts ? "scaled_log_counts" : "normalized_counts"},
          {"word_dropout", config.word_dropout},
          {"dropout", config.dropout},
          {"batch_norm", config.batch_norm},
          {"batch_norm_scale", config.batch_norm_scale},
          {"background", config.background},
          {"train_embeddings", config.train_rho},
          {"learn_prior_mean", config.learn_prior_mean},
          {"learn_prior_variance", config.learn_prior_variance},
          {"prior_variance", config.prior_variance},
          {"refine_weight", config.refine_weight},
          {"refine_steps", config.refine_steps},
          {"refine_strength", config.refine_strength},
          {"bfloat16", config.bfloat16}};
}

formats::Json detm_plan_json(const models::DetmPlan& plan) {
  formats::Json json = plan_json(plan.training);
  json.erase("learn_prior_mean");
  json.update({{"slices", plan.model.slices},
               {"walk_variance", plan.model.walk_variance},
               {"trend_variance", plan.model.trend_variance},
               {"topic_start_variance", plan.model.topic_start_variance},
               {"trend_start_variance", plan.model.trend_start_variance},
               {"shared_base", plan.model.shared_base},
               {"start_deviation", plan.model.start_deviation},
               {"trend_hidden", plan.model.trend_hidden},
               {"trend_layers", plan.model.trend_layers},
               {"slices_per_batch", plan.slices_per_batch}});
  return json;
}

formats::Json lda_plan_json(const models::LdaPlan& plan) {
  return {{"num_topics", plan.num_topics},
          {"vocabulary_size", plan.vocabulary_size},
          {"epochs", plan.sweeps},
          {"alpha_sum", plan.alpha_sum},
          {"beta", plan.beta},
          {"optimize_interval", plan.optimize_interval},
          {"burn_in", plan.burn_in},
          {"samples", plan.samples},
          {"sample_interval", plan.sample_interval}};
}

}  // namespace theta::engine
