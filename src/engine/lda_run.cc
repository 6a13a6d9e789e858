#include "engine/lda_run.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/plan.h"

namespace theta::engine {
namespace {

constexpr size_t kLineInterval = 10;
constexpr int kRefinementSteps = 20;

models::InferenceNetwork make_network(const models::LdaTrainer& trainer, const models::LdaPlan& plan) {
  models::InferenceNetwork network;
  network.config.vocabulary_size = plan.vocabulary_size;
  network.config.num_topics = plan.num_topics;
  network.config.hidden_size = 0;
  network.word_topic = trainer.word_topic();
  network.document_prior = math::Matrix<float>(1, math::padded(plan.num_topics));
  network.mean_theta = math::Matrix<float>(1, math::padded(plan.num_topics));
  const models::LdaPrior& prior = trainer.prior();
  for (size_t k = 0; k < plan.num_topics; ++k) {
    network.document_prior(0, k) = static_cast<float>(prior.alpha[k]);
    network.mean_theta(0, k) = static_cast<float>(prior.alpha[k] / prior.alpha_sum());
  }
  network.settings = {kRefinementSteps, prior.alpha_sum()};
  return network;
}

}  // namespace

Result<std::unique_ptr<ModelTrainer>> LdaRun::create(const TrainingData& data, const TrainOptions& options,
                                                     const RunEnvironment& environment) {
  THETA_ASSIGN(const models::LdaPlan plan, make_lda_plan(options, data.size));
  return std::unique_ptr<ModelTrainer>(new LdaRun(data, environment, plan, options.seed));
}

formats::Json LdaRun::parameters() const {
  return lda_plan_json(plan_);
}

Status LdaRun::initialise() {
  trainer_.initialise();
  return {};
}

Result<formats::Json> LdaRun::run_epoch() {
  trainer_.run_sweep();
  const size_t sweep = trainer_.sweeps_done();
  if (sweep % kLineInterval != 0 && sweep != plan_.sweeps) return formats::Json();
  log_likelihood_ = trainer_.log_likelihood_per_token();
  if (!std::isfinite(log_likelihood_)) {
    return make_error(ErrorKind::kFailed, "epoch {}: the likelihood is not finite", sweep);
  }
  return formats::Json{{"epoch", sweep},
                       {"log_likelihood", log_likelihood_},
                       {"alpha_sum", trainer_.prior().alpha_sum()},
                       {"beta", trainer_.prior().beta}};
}

std::string LdaRun::standing() const {
  return log_likelihood_ == 0 ? std::string()
                              : fmt::format("log-likelihood {:.4f} per word", log_likelihood_);
}

TrainerSnapshot LdaRun::snapshot() {
  const models::LdaTrainer::State& state = trainer_.state();
  TrainerSnapshot snapshot;
  // Two bytes a token, little-endian.
  snapshot.tensors.push_back(
      {"topics", formats::ElementType::kUint8, {state.topics.size(), 2}, as_bytes(state.topics)});
  if (!state.kept_counts.empty()) {
    snapshot.tensors.push_back({"kept_counts",
                                formats::ElementType::kUint32,
                                {state.kept_counts.rows(), state.kept_counts.cols()},
                                as_bytes(state.kept_counts.values())});
  }
  snapshot.counters = {{"epochs_done", state.sweeps_done},
                       {"alpha", state.prior.alpha},
                       {"beta", state.prior.beta},
                       {"log_likelihood", log_likelihood_}};
  return snapshot;
}

Status LdaRun::restore(const Checkpoint& checkpoint) {
  models::LdaTrainer::State state;
  THETA_RETURN_IF_ERROR(checkpoint.counter("epochs_done", state.sweeps_done));
  THETA_RETURN_IF_ERROR(checkpoint.counter("alpha", state.prior.alpha));
  THETA_RETURN_IF_ERROR(checkpoint.counter("beta", state.prior.beta));
  THETA_RETURN_IF_ERROR(checkpoint.counter("log_likelihood", log_likelihood_));
  if (state.prior.alpha.size() != plan_.num_topics) return checkpoint.damaged();
  state.topics.resize(trainer_.state().topics.size());
  THETA_ASSIGN(const std::string_view topics,
               checkpoint.bytes("topics", formats::ElementType::kUint8, {state.topics.size(), 2}));
  if (!topics.empty()) std::memcpy(state.topics.data(), topics.data(), topics.size());
  if (std::any_of(state.topics.begin(), state.topics.end(),
                  [&](uint16_t topic) { return topic >= plan_.num_topics; })) {
    return checkpoint.damaged();
  }
  if (checkpoint.has("kept_counts")) {
    state.kept_counts = math::Matrix<uint32_t>(plan_.vocabulary_size, math::padded(plan_.num_topics));
    THETA_ASSIGN(const std::string_view kept,
                 checkpoint.bytes("kept_counts", formats::ElementType::kUint32,
                                  {state.kept_counts.rows(), state.kept_counts.cols()}));
    std::memcpy(state.kept_counts.data(), kept.data(), kept.size());
  }
  trainer_.restore(std::move(state));
  return {};
}

Result<TrainedModel> LdaRun::finish() {
  return TrainedModel{make_network(trainer_, plan_), true, {}, {}};
}

}  // namespace theta::engine
