#include "engine/etm_run.h"

#include "engine/calibration.h"
#include "engine/plan.h"
#include "engine/start_vectors.h"

namespace theta::engine {
namespace {

constexpr const char* kBestPrefix = "best.";

}  // namespace

Result<std::unique_ptr<ModelTrainer>> EtmRun::create(const TrainingData& data, const TrainOptions& options,
                                                     const RunEnvironment& environment) {
  THETA_ASSIGN(models::TrainingPlan plan, make_plan(options, data.size));
  THETA_ASSIGN(const std::optional<math::Matrix<float>> rho,
               find_start_vectors(options, data, plan.config.embedding_size, environment));
  if (rho.has_value()) plan.config.embedding_size = rho->cols();
  std::unique_ptr<EtmRun> run(new EtmRun(data, environment, plan));
  run->trainer_.emplace(environment.pool, data.train, plan, options.seed, rho);
  return std::unique_ptr<ModelTrainer>(std::move(run));
}

formats::Json EtmRun::parameters() const {
  return plan_json(plan_);
}

Status EtmRun::initialise() {
  trainer_->initialise();
  return {};
}

bool EtmRun::done() const {
  const size_t epoch = trainer_->epochs_done();
  const bool out_of_patience = plan_.patience > 0 && best_epoch_ > 0 && epoch >= best_epoch_ + plan_.patience;
  return epoch >= plan_.epochs || out_of_patience;
}

Result<formats::Json> EtmRun::run_epoch() {
  THETA_ASSIGN(const models::EpochLoss loss, trainer_->run_epoch());
  loss_ = loss.total;
  formats::Json line = {{"epoch", loss.epoch},
                        {"loss", loss.total},
                        {"reconstruction", loss.reconstruction},
                        {"kl", loss.kl},
                        {"refined", loss.refined},
                        {"kl_weight", loss.kl_weight},
                        {"learning_rate", loss.learning_rate}};
  if ((plan_.patience > 0 || plan_.anneal_after > 0) && data_.valid.documents() > 0) {
    const models::TopicInference inference(extract_network(environment_.pool, trainer_->model()));
    const double perplexity = validation_perplexity(environment_.pool, inference, {}, data_.valid);
    line["validation_perplexity"] = perplexity;
    watch(perplexity);
  }
  return line;
}

std::string EtmRun::standing() const {
  return fmt::format("loss {:.2f}", loss_);
}

// Remembers the best epoch, and halves the rate when it lies too far back.
void EtmRun::watch(double perplexity) {
  const size_t epoch = trainer_->epochs_done();
  if (best_epoch_ == 0 || perplexity < best_perplexity_) {
    best_epoch_ = epoch;
    best_perplexity_ = perplexity;
    best_.clear();
    for (const models::StateTensor& tensor : trainer_->state()) best_.push_back(*tensor.values);
    return;
  }
  const size_t since = epoch - best_epoch_;
  if (plan_.anneal_after > 0 && since % plan_.anneal_after == 0) trainer_->scale_learning_rate(0.5);
}

TrainerSnapshot EtmRun::snapshot() {
  TrainerSnapshot snapshot;
  const std::vector<models::StateTensor> state = trainer_->state();
  for (const models::StateTensor& tensor : state) {
    snapshot.tensors.push_back(tensor_source(tensor.name, *tensor.values));
  }
  for (size_t i = 0; i < best_.size(); ++i) {
    snapshot.tensors.push_back(tensor_source(kBestPrefix + state[i].name, best_[i]));
  }
  const models::EtmTrainer::Counters counters = trainer_->counters();
  snapshot.counters = {{"epochs_done", counters.epochs_done}, {"steps_done", counters.steps_done},
                       {"rate_scale", counters.rate_scale},   {"best_perplexity", best_perplexity_},
                       {"best_epoch", best_epoch_},           {"loss", loss_}};
  return snapshot;
}

Status EtmRun::restore(const Checkpoint& checkpoint) {
  models::EtmTrainer::Counters counters;
  THETA_RETURN_IF_ERROR(checkpoint.counter("epochs_done", counters.epochs_done));
  THETA_RETURN_IF_ERROR(checkpoint.counter("steps_done", counters.steps_done));
  THETA_RETURN_IF_ERROR(checkpoint.counter("rate_scale", counters.rate_scale));
  THETA_RETURN_IF_ERROR(checkpoint.counter("best_perplexity", best_perplexity_));
  THETA_RETURN_IF_ERROR(checkpoint.counter("best_epoch", best_epoch_));
  THETA_RETURN_IF_ERROR(checkpoint.counter("loss", loss_));
  for (const models::StateTensor& tensor : trainer_->state()) {
    THETA_RETURN_IF_ERROR(checkpoint.read(tensor.name, *tensor.values));
    if (best_epoch_ == 0) continue;
    best_.emplace_back(tensor.values->rows(), tensor.values->cols());
    THETA_RETURN_IF_ERROR(checkpoint.read(kBestPrefix + tensor.name, best_.back()));
  }
  trainer_->restore(counters);
  return {};
}

void EtmRun::restore_best() {
  const std::vector<models::StateTensor> state = trainer_->state();
  for (size_t i = 0; i < state.size(); ++i) *state[i].values = best_[i];
  trainer_->restore(trainer_->counters());
  environment_.tell(fmt::format("kept epoch {}, the best on validation documents", best_epoch_));
}

Result<TrainedModel> EtmRun::finish() {
  if (best_epoch_ > 0 && best_epoch_ < trainer_->epochs_done()) restore_best();
  return TrainedModel{extract_network(environment_.pool, trainer_->model()), plan_.calibrate_inference,
                      trainer_->model().decoder().rho().value, trainer_->model().decoder().alpha().value};
}

}  // namespace theta::engine
