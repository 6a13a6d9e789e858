#include "engine/etm_run.h"

#include "engine/plan.h"
#include "engine/start_vectors.h"
#include "models/network_extraction.h"

namespace theta::engine {

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

models::InferenceNetwork EtmRun::network() {
  return models::extract_network(environment_.pool, trainer_->model());
}

Result<TrainedModel> EtmRun::finish() {
  keep_best();
  TrainedModel trained;
  trained.network = network();
  trained.calibrate = plan_.calibrate_inference;
  trained.rho = trainer_->model().decoder().rho().value;
  trained.topic_embeddings = trainer_->model().decoder().alpha().value;
  return trained;
}

}  // namespace theta::engine
