#include "engine/detm_run.h"

#include "engine/evaluation.h"
#include "engine/plan.h"
#include "engine/start_vectors.h"
#include "math/kernels.h"
#include "models/network_extraction.h"

namespace theta::engine {
namespace {

Status check_memory(const models::DetmPlan& plan) {
  const models::EtmConfig& config = plan.training.config;
  const uint64_t bytes =
      uint64_t{plan.model.slices} * config.vocabulary_size * math::padded(config.num_topics) * sizeof(float);
  if (bytes <= DetmRun::kMostTopicBytes) return {};
  return bad_input(
      "{} topics of {} words in {} slices of time take {:.1f} GB, more than {} GB; choose "
      "longer slices (--time-bin), fewer topics or a smaller vocabulary",
      config.num_topics, config.vocabulary_size, plan.model.slices, static_cast<double>(bytes) / 1e9,
      DetmRun::kMostTopicBytes >> 30);
}

}  // namespace

Result<std::unique_ptr<ModelTrainer>> DetmRun::create(const TrainingData& data, const TrainOptions& options,
                                                      const RunEnvironment& environment) {
  if (!data.times.has_value()) {
    return bad_input(
        "--model detm: {} has no dates that can be read; name the time column at import, or "
        "train --model etm",
        data.folder);
  }
  const std::vector<uint32_t>& slice_of = data.times->of_document;
  std::vector<uint32_t> dated;
  for (const uint32_t d : data.parts.train) {
    if (slice_of[d] != corpus::TimeSlices::kNoSlice) dated.push_back(d);
  }
  if (dated.empty()) return bad_input("{}: no document to train on has a date", data.folder);
  THETA_ASSIGN(models::DetmPlan plan, make_detm_plan(options, data.size, data.times->slices.size()));
  THETA_RETURN_IF_ERROR(check_memory(plan));
  THETA_ASSIGN(const std::optional<math::Matrix<float>> rho,
               find_start_vectors(options, data, plan.training.config.embedding_size, environment));
  if (rho.has_value()) plan.training.config.embedding_size = rho->cols();
  if (plan.model.slices == 1)
    environment.tell("all documents fall into one slice of time, so topics cannot change");
  std::unique_ptr<DetmRun> run(new DetmRun(data, environment, plan));
  if (dated.size() < data.parts.train.size()) run->dated_ = select(data.corpus.counts, dated);
  run->valid_slices_ = select(slice_of, data.parts.valid);
  run->trainer_.emplace(environment.pool, run->bag(), select(slice_of, dated), plan, options.seed, rho);
  return std::unique_ptr<ModelTrainer>(std::move(run));
}

formats::Json DetmRun::parameters() const {
  return detm_plan_json(detm_plan_);
}

models::InferenceNetwork DetmRun::network() {
  return models::extract_network(environment_.pool, trainer_->model(), bag(), trainer_->slice_of_document());
}

void DetmRun::describe(const models::EpochLoss& loss, formats::Json& line) const {
  line["kl_topics"] = loss.parts.kl_topics;
  line["kl_trend"] = loss.parts.kl_trend;
}

Result<TrainedModel> DetmRun::finish() {
  keep_best();
  TrainedModel trained;
  trained.network = network();
  trained.calibrate = plan_.calibrate_inference;
  trained.rho = trainer_->model().topics().rho().value;
  const size_t num_topics = plan_.config.num_topics;
  trained.topic_embeddings =
      math::Matrix<float>(detm_plan_.model.slices * num_topics, plan_.config.embedding_size);
  for (size_t t = 0; t < detm_plan_.model.slices; ++t) {
    const math::Matrix<float> alpha = trainer_->model().walk().mean(t);
    std::copy_n(alpha.data(), alpha.size(), trained.topic_embeddings.row(t * num_topics));
  }
  return trained;
}

}  // namespace theta::engine
