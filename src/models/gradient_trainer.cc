#include "models/gradient_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "models/neighbours.h"

namespace theta::models {
namespace {

void copy_to_matrix(const std::vector<float>& values, math::Matrix<float>& matrix) {
  matrix.reshape(1, values.size());
  std::copy(values.begin(), values.end(), matrix.data());
}

std::vector<float> to_vector(const math::Matrix<float>& matrix) {
  return {matrix.values().begin(), matrix.values().end()};
}

AdamSettings adam_settings(const TrainingPlan& plan) {
  AdamSettings settings;
  settings.clip_norm = plan.clip_norm;
  return settings;
}

void add(double weight, const StepLoss& loss, StepLoss& sum) {
  sum.reconstruction += weight * loss.reconstruction;
  sum.kl += weight * loss.kl;
  sum.refined += weight * loss.refined;
  sum.kl_topics += weight * loss.kl_topics;
  sum.kl_trend += weight * loss.kl_trend;
}

}  // namespace

std::vector<uint32_t> shuffled_documents(size_t documents, uint64_t seed, uint64_t epoch) {
  std::vector<uint32_t> order(documents);
  std::iota(order.begin(), order.end(), 0U);
  const CounterRandom random(seed, stream_id(9, epoch));
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i, i)]);
  return order;
}

GradientTrainer::GradientTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan,
                                 uint64_t seed, size_t batches)
    : pool_(pool), bag_(bag), plan_(plan), seed_(seed), batches_(batches), optimizer_(adam_settings(plan)) {}

void GradientTrainer::find_neighbours() {
  if (plan_.neighbour_weight > 0) neighbours_ = nearest_documents(pool_, bag_, plan_, seed_);
}

double GradientTrainer::neighbour_share(uint64_t step) const {
  const double total = static_cast<double>(plan_.epochs * batches_);
  const double done = static_cast<double>(step) / total;
  return plan_.neighbour_weight * std::max(0.0, 1.0 - done / plan_.neighbour_share);
}

void GradientTrainer::fill_batch(std::span<const uint32_t> documents) {
  make_batch(pool_, bag_, documents, plan_.config, plan_.config.word_dropout, seed_, epochs_done_, batch_);
  const double share = neighbours_.empty() ? 0.0 : neighbour_share(optimizer_.steps());
  if (share > 0)
    mix_neighbours(bag_, neighbours_, plan_.neighbours, share, plan_.config.vocabulary_size, batch_);
  complete(batch_);
}

// One step on the documents in batch_.
Result<StepLoss> GradientTrainer::train_batch(size_t batch, EpochLoss& sum) {
  const StepSettings settings = {
      .kl_weight = sum.kl_weight, .seed = seed_, .epoch = epochs_done_, .step_in_epoch = batch};
  sum.learning_rate = rate_scale_ * scheduled_rate(plan_, optimizer_.steps(), plan_.epochs * batches_);
  optimizer_.begin_step(sum.learning_rate, parameters());
  const StepLoss loss = step(batch_, settings, optimizer_);
  optimizer_.end_step();
  const double total = loss.total(settings, plan_.config);
  if (std::isfinite(total)) return loss;
  return make_error(
      ErrorKind::kFailed,
      "training stopped: the loss became {} in epoch {}, batch {} of {}; a smaller learning rate or "
      "gradient clipping usually helps",
      std::isnan(total) ? "NaN" : "infinite", sum.epoch, batch + 1, batches_);
}

Result<EpochLoss> GradientTrainer::run_epoch() {
  const std::vector<uint32_t> order = epoch_order();
  EpochLoss sum;
  sum.epoch = epochs_done_ + 1;
  sum.kl_weight = scheduled_kl_weight(plan_, epochs_done_);
  for (size_t b = 0; b < batches_; ++b) {
    const size_t size = batch_begin(b + 1) - batch_begin(b);
    fill_batch({order.data() + batch_begin(b), size});
    THETA_ASSIGN(const StepLoss loss, train_batch(b, sum));
    add(static_cast<double>(size) / static_cast<double>(order.size()), loss, sum.parts);
  }
  const StepSettings settings = {.kl_weight = sum.kl_weight};
  sum.total = sum.parts.total(settings, plan_.config);
  ++epochs_done_;
  return sum;
}

std::vector<StateTensor> GradientTrainer::state() {
  std::vector<StateTensor> tensors;
  for (Parameter<float>* parameter : parameters()) {
    tensors.push_back({parameter->name, &parameter->value});
    tensors.push_back({parameter->name + ".adam_m", &parameter->first_moment});
    tensors.push_back({parameter->name + ".adam_v", &parameter->second_moment});
  }
  copy_to_matrix(mean_theta(), saved_mean_theta_);
  copy_to_matrix(batch_norm().running_mean(), saved_norm_mean_);
  copy_to_matrix(batch_norm().running_variance(), saved_norm_variance_);
  tensors.push_back({"mean_theta", &saved_mean_theta_});
  tensors.push_back({"batch_norm.mean", &saved_norm_mean_});
  tensors.push_back({"batch_norm.variance", &saved_norm_variance_});
  return tensors;
}

void GradientTrainer::restore(const Counters& counters) {
  epochs_done_ = counters.epochs_done;
  rate_scale_ = counters.rate_scale;
  optimizer_.set_steps(counters.steps_done);
  mean_theta() = to_vector(saved_mean_theta_);
  batch_norm().set_running(to_vector(saved_norm_mean_), to_vector(saved_norm_variance_));
}

}  // namespace theta::models
