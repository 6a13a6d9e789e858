#include "models/training_plan.h"

#include <algorithm>
#include <cmath>

namespace theta::models {
namespace {

constexpr double kPi = 3.14159265358979323846;
// Mean tokens per document below which documents count as short, and as very short.
constexpr double kShortLength = 30;
constexpr double kVeryShortLength = 8;

size_t steps_per_epoch(size_t documents, size_t batch_size) {
  return (documents + batch_size - 1) / batch_size;
}

/// Epochs that give at least `steps` steps, within [least, most].
size_t epochs_for_steps(size_t documents, size_t batch_size, size_t steps, size_t least, size_t most) {
  const size_t per_epoch = std::max<size_t>(1, steps_per_epoch(documents, batch_size));
  return std::clamp((steps + per_epoch - 1) / per_epoch, least, most);
}

void plan_long_documents(const CorpusSize& size, TrainingPlan& plan) {
  // About two dozen steps an epoch: fewer leave coherence behind, more only cost time.
  plan.batch_size = std::clamp<size_t>(size.documents / 22, 100, 1000);
  plan.epochs = epochs_for_steps(size.documents, plan.batch_size, 700, 35, 100);
  if (size.documents > 100000) plan.epochs = 15;
  plan.kl_warmup_epochs = std::ceil(static_cast<double>(plan.epochs) * 8.0 / 35.0);
  plan.config.refine_weight = 0.65;
  plan.config.refine_strength = 0.06 * size.mean_length;
}

void plan_short_documents(const CorpusSize& size, TrainingPlan& plan) {
  const bool very_short = size.mean_length < kVeryShortLength;
  plan.batch_size = 500;
  // Titles of a few words are learned sooner: coherence and purity fall again with longer training.
  plan.epochs = epochs_for_steps(size.documents, plan.batch_size, very_short ? 525 : 800, 15, 100);
  plan.kl_warmup_epochs = 0.2 * static_cast<double>(plan.epochs);
  plan.config.refine_weight = 0;
  plan.config.batch_norm = true;
  plan.config.batch_norm_scale = very_short ? 1.0 : 2.0;
  plan.config.learn_prior_variance = false;
  plan.config.prior_variance = 3.0;
  plan.neighbour_weight = size.mean_length < 12 ? 0.5 : 0.0;
  plan.calibrate_inference = false;
}

}  // namespace

double scheduled_rate(const TrainingPlan& plan, uint64_t step, uint64_t total) {
  const double warmup = plan.warmup_share * static_cast<double>(total);
  const double position = static_cast<double>(step);
  if (position < warmup) return plan.learning_rate * (position + 1) / (warmup + 1);
  const double rest = std::max(1.0, static_cast<double>(total) - warmup);
  const double cosine = 0.5 * (1.0 + std::cos(kPi * (position - warmup) / rest));
  return plan.learning_rate * (plan.final_rate_share + (1.0 - plan.final_rate_share) * cosine);
}

double scheduled_kl_weight(const TrainingPlan& plan, size_t epoch) {
  if (plan.kl_warmup_epochs <= 0) return 1.0;
  return std::min(1.0, static_cast<double>(epoch) / plan.kl_warmup_epochs);
}

TrainingPlan default_plan(const CorpusSize& size, size_t num_topics) {
  TrainingPlan plan;
  plan.config.vocabulary_size = size.vocabulary_size;
  plan.config.num_topics = num_topics;
  if (size.mean_length < kShortLength) {
    plan_short_documents(size, plan);
  } else {
    plan_long_documents(size, plan);
  }
  return plan;
}

TrainingPlan paper_plan(const CorpusSize& size, size_t num_topics) {
  TrainingPlan plan;
  EtmConfig& config = plan.config;
  config.vocabulary_size = size.vocabulary_size;
  config.num_topics = num_topics;
  config.embedding_size = 300;
  config.hidden_size = 800;
  config.input = EncoderInput::kNormalizedCounts;
  config.word_dropout = 0;
  config.background = false;
  config.learn_prior_mean = false;
  config.learn_prior_variance = false;
  config.prior_variance = 1.0;
  config.refine_weight = 0;
  plan.epochs = 150;
  plan.batch_size = 1000;
  plan.warmup_share = 0;
  plan.final_rate_share = 1.0;
  plan.kl_warmup_epochs = 0;
  plan.decay_decoder = true;
  plan.spectral_start = false;
  plan.calibrate_inference = false;
  return plan;
}

}  // namespace theta::models
