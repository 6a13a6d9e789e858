#include "models/etm_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "models/document_clusters.h"
#include "models/neighbours.h"
#include "models/spectral_embedding.h"
#include "models/topic_initialisation.h"

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

}  // namespace

EtmTrainer::EtmTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const TrainingPlan& plan,
                       uint64_t seed, const std::optional<math::Matrix<float>>& rho)
    : pool_(pool),
      bag_(bag),
      plan_(plan),
      seed_(seed),
      model_(plan.config, seed),
      optimizer_(adam_settings(plan)),
      rho_given_(rho.has_value()),
      batches_per_epoch_((bag.documents() + plan.batch_size - 1) / plan.batch_size) {
  for (Parameter<float>* parameter : model_.encoder().parameters())
    parameter->weight_decay = plan.weight_decay;
  if (plan.decay_decoder) {
    for (Parameter<float>* parameter : model_.decoder().parameters())
      parameter->weight_decay = plan.weight_decay;
  }
  if (rho.has_value()) model_.decoder().set_rho(*rho);
}

EtmTrainer::~EtmTrainer() = default;

void EtmTrainer::initialise() {
  const EtmConfig& config = plan_.config;
  const std::vector<float> background = log_unigram(bag_, config.vocabulary_size);
  if (config.background) model_.decoder().set_background(background);
  if (plan_.spectral_start && !rho_given_) {
    model_.decoder().set_rho(
        ppmi_embedding(pool_, bag_, config.vocabulary_size, config.embedding_size, seed_));
  }
  if (plan_.spectral_start && config.background) {
    const math::Matrix<float> points =
        document_coordinates(pool_, bag_, config.vocabulary_size, config.num_topics, seed_);
    const std::vector<uint32_t> cluster = kmeans(pool_, points, config.num_topics, seed_);
    model_.decoder().set_alpha(alpha_from_clusters(pool_, bag_, cluster, config.num_topics,
                                                   model_.decoder().rho().value, background));
  }
  if (plan_.neighbour_weight > 0) neighbours_ = nearest_documents(pool_, bag_, plan_, seed_);
}

std::vector<uint32_t> EtmTrainer::epoch_order() const {
  std::vector<uint32_t> order(bag_.documents());
  std::iota(order.begin(), order.end(), 0U);
  const CounterRandom random(seed_, stream_id(9, epochs_done_));
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i, i)]);
  return order;
}

double EtmTrainer::neighbour_share(uint64_t step) const {
  const double total = static_cast<double>(plan_.epochs * batches_per_epoch_);
  const double done = static_cast<double>(step) / total;
  return plan_.neighbour_weight * std::max(0.0, 1.0 - done / plan_.neighbour_share);
}

Result<EpochLoss> EtmTrainer::run_epoch() {
  const std::vector<uint32_t> order = epoch_order();
  StepSettings settings;
  settings.seed = seed_;
  settings.epoch = epochs_done_;
  settings.kl_weight = scheduled_kl_weight(plan_, epochs_done_);
  EpochLoss sum;
  sum.epoch = epochs_done_ + 1;
  sum.kl_weight = settings.kl_weight;
  for (size_t b = 0; b < batches_per_epoch_; ++b) {
    const size_t begin = b * order.size() / batches_per_epoch_;
    const size_t end = (b + 1) * order.size() / batches_per_epoch_;
    const std::span<const uint32_t> documents(order.data() + begin, end - begin);
    make_batch(pool_, bag_, documents, plan_.config, plan_.config.word_dropout, seed_, epochs_done_, batch_);
    const double share = neighbours_.empty() ? 0.0 : neighbour_share(optimizer_.steps());
    if (share > 0)
      mix_neighbours(bag_, neighbours_, plan_.neighbours, share, plan_.config.vocabulary_size, batch_);
    settings.step_in_epoch = b;
    const uint64_t total_steps = plan_.epochs * batches_per_epoch_;
    sum.learning_rate = rate_scale_ * scheduled_rate(plan_, optimizer_.steps(), total_steps);
    optimizer_.begin_step(sum.learning_rate, model_.parameters());
    const StepLoss loss = model_.step(pool_, batch_, settings, optimizer_);
    optimizer_.end_step();
    const double total = loss.total(settings, plan_.config);
    if (!std::isfinite(total)) {
      return make_error(
          ErrorKind::kFailed,
          "training stopped: the loss became {} in epoch {}, batch {} of {}; a smaller learning rate or "
          "gradient clipping usually helps",
          std::isnan(total) ? "NaN" : "infinite", sum.epoch, b + 1, batches_per_epoch_);
    }
    const double weight = static_cast<double>(documents.size()) / static_cast<double>(order.size());
    sum.reconstruction += weight * loss.reconstruction;
    sum.kl += weight * loss.kl;
    sum.refined += weight * loss.refined;
    sum.total += weight * total;
  }
  ++epochs_done_;
  return sum;
}

std::vector<StateTensor> EtmTrainer::state() {
  std::vector<StateTensor> tensors;
  for (Parameter<float>* parameter : model_.parameters()) {
    tensors.push_back({parameter->name, &parameter->value});
    tensors.push_back({parameter->name + ".adam_m", &parameter->first_moment});
    tensors.push_back({parameter->name + ".adam_v", &parameter->second_moment});
  }
  copy_to_matrix(model_.mean_theta(), saved_mean_theta_);
  copy_to_matrix(model_.batch_norm().running_mean(), saved_norm_mean_);
  copy_to_matrix(model_.batch_norm().running_variance(), saved_norm_variance_);
  tensors.push_back({"mean_theta", &saved_mean_theta_});
  tensors.push_back({"batch_norm.mean", &saved_norm_mean_});
  tensors.push_back({"batch_norm.variance", &saved_norm_variance_});
  return tensors;
}

EtmTrainer::Counters EtmTrainer::counters() const {
  return {epochs_done_, optimizer_.steps(), rate_scale_};
}

void EtmTrainer::restore(const Counters& counters) {
  epochs_done_ = counters.epochs_done;
  rate_scale_ = counters.rate_scale;
  optimizer_.set_steps(counters.steps_done);
  model_.mean_theta() = to_vector(saved_mean_theta_);
  model_.batch_norm().set_running(to_vector(saved_norm_mean_), to_vector(saved_norm_variance_));
}

}  // namespace theta::models
