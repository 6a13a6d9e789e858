#include "engine/gradient_run.h"

#include "engine/calibration.h"

namespace theta::engine {
namespace {

constexpr const char* kBestPrefix = "best.";

}  // namespace

Status GradientRun::initialise() {
  trainer().initialise();
  return {};
}

bool GradientRun::done() const {
  const size_t epoch = trainer().epochs_done();
  const bool out_of_patience = plan_.patience > 0 && best_epoch_ > 0 && epoch >= best_epoch_ + plan_.patience;
  return epoch >= plan_.epochs || out_of_patience;
}

Result<formats::Json> GradientRun::run_epoch() {
  THETA_ASSIGN(const models::EpochLoss loss, trainer().run_epoch());
  loss_ = loss.total;
  formats::Json line = {{"epoch", loss.epoch},
                        {"loss", loss.total},
                        {"reconstruction", loss.parts.reconstruction},
                        {"kl", loss.parts.kl},
                        {"refined", loss.parts.refined},
                        {"kl_weight", loss.kl_weight},
                        {"learning_rate", loss.learning_rate}};
  describe(loss, line);
  if ((plan_.patience > 0 || plan_.anneal_after > 0) && data_.valid.documents() > 0) {
    const models::TopicInference inference(network());
    const double perplexity =
        validation_perplexity(environment_.pool, inference, {}, data_.valid, valid_slices());
    line["validation_perplexity"] = perplexity;
    watch(perplexity);
  }
  return line;
}

std::string GradientRun::standing() const {
  return fmt::format("loss {:.2f}", loss_);
}

// Remembers the best epoch, and halves the rate when it lies too far back.
void GradientRun::watch(double perplexity) {
  const size_t epoch = trainer().epochs_done();
  if (best_epoch_ == 0 || perplexity < best_perplexity_) {
    best_epoch_ = epoch;
    best_perplexity_ = perplexity;
    best_.clear();
    for (const models::StateTensor& tensor : trainer().state()) best_.push_back(*tensor.values);
    return;
  }
  const size_t since = epoch - best_epoch_;
  if (plan_.anneal_after > 0 && since % plan_.anneal_after == 0) trainer().scale_learning_rate(0.5);
}

TrainerSnapshot GradientRun::snapshot() {
  TrainerSnapshot snapshot;
  const std::vector<models::StateTensor> state = trainer().state();
  for (const models::StateTensor& tensor : state) {
    snapshot.tensors.push_back(tensor_source(tensor.name, *tensor.values));
  }
  for (size_t i = 0; i < best_.size(); ++i) {
    snapshot.tensors.push_back(tensor_source(kBestPrefix + state[i].name, best_[i]));
  }
  const models::GradientTrainer::Counters counters = trainer().counters();
  snapshot.counters = {{"epochs_done", counters.epochs_done}, {"steps_done", counters.steps_done},
                       {"rate_scale", counters.rate_scale},   {"best_perplexity", best_perplexity_},
                       {"best_epoch", best_epoch_},           {"loss", loss_}};
  return snapshot;
}

Status GradientRun::restore(const Checkpoint& checkpoint) {
  models::GradientTrainer::Counters counters;
  THETA_RETURN_IF_ERROR(checkpoint.counter("epochs_done", counters.epochs_done));
  THETA_RETURN_IF_ERROR(checkpoint.counter("steps_done", counters.steps_done));
  THETA_RETURN_IF_ERROR(checkpoint.counter("rate_scale", counters.rate_scale));
  THETA_RETURN_IF_ERROR(checkpoint.counter("best_perplexity", best_perplexity_));
  THETA_RETURN_IF_ERROR(checkpoint.counter("best_epoch", best_epoch_));
  THETA_RETURN_IF_ERROR(checkpoint.counter("loss", loss_));
  for (const models::StateTensor& tensor : trainer().state()) {
    THETA_RETURN_IF_ERROR(checkpoint.read(tensor.name, *tensor.values));
    if (best_epoch_ == 0) continue;
    best_.emplace_back(tensor.values->rows(), tensor.values->cols());
    THETA_RETURN_IF_ERROR(checkpoint.read(kBestPrefix + tensor.name, best_.back()));
  }
  trainer().restore(counters);
  return {};
}

void GradientRun::keep_best() {
  if (best_epoch_ == 0 || best_epoch_ >= trainer().epochs_done()) return;
  const std::vector<models::StateTensor> state = trainer().state();
  for (size_t i = 0; i < state.size(); ++i) *state[i].values = best_[i];
  trainer().restore(trainer().counters());
  environment_.tell(fmt::format("kept epoch {}, the best on validation documents", best_epoch_));
}

}  // namespace theta::engine
