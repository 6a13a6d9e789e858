#include "engine/workload.h"

#include <algorithm>

#include "engine/model_choice.h"
#include "engine/part_sizes.h"
#include "engine/plan.h"

namespace theta::engine {
namespace {

using formats::Json;

models::CorpusSize training_size(const CorpusShape& corpus) {
  const double documents = static_cast<double>(std::max<size_t>(corpus.documents, 1));
  return {.documents = training_rows(corpus.documents),
          .vocabulary_size = corpus.vocabulary_size,
          .mean_length = static_cast<double>(corpus.tokens) / documents};
}

// The settings of a plan by name, as a manifest has them.
Result<Json> plan_parameters(const std::string& model, const TrainOptions& options,
                             const models::CorpusSize& size, size_t slices) {
  if (model == "lda") {
    THETA_ASSIGN(const models::LdaPlan plan, make_lda_plan(options, size));
    return lda_plan_json(plan);
  }
  if (model == "detm") {
    if (slices == 0)
      return bad_input("--model detm: there are no dates that can be read; name the time column");
    THETA_ASSIGN(const models::DetmPlan plan, make_detm_plan(options, size, slices));
    return detm_plan_json(plan);
  }
  THETA_ASSIGN(const models::TrainingPlan plan, make_plan(options, size));
  return plan_json(plan);
}

void read_parameters(const Json& parameters, Workload& work) {
  work.num_topics = parameters.at("num_topics").get<size_t>();
  work.epochs = parameters.at("epochs").get<size_t>();
  work.batch_size = parameters.value("batch_size", size_t{0});
  work.hidden_size = parameters.value("hidden_size", size_t{0});
  work.embedding_size = parameters.value("embedding_size", size_t{0});
  work.slices_per_batch = parameters.value("slices_per_batch", size_t{0});
  work.bfloat16 = parameters.value("bfloat16", false);
  work.spectral = parameters.value("spectral_start", false);
  work.neighbours = parameters.value("neighbour_weight", 0.0) > 0;
}

}  // namespace

Result<Workload> plan_workload(const TrainOptions& options, const CorpusShape& corpus) {
  THETA_RETURN_IF_ERROR(check_options(options));
  if (corpus.documents == 0) return bad_input("there is no document to train on");
  const models::CorpusSize size = training_size(corpus);
  const ModelChoice choice = choose_model(options, size, corpus.time);
  Workload work = {.model = choice.model, .reason = choice.reason, .corpus = corpus};
  THETA_ASSIGN(const Json parameters, plan_parameters(choice.model, options, size, corpus.slices));
  read_parameters(parameters, work);
  work.skip_gram = options.embeddings == "skip-gram";
  return work;
}

Result<Workload> finished_workload(const Json& manifest) {
  try {
    Workload work = {.model = manifest.at("model").get<std::string>(),
                     .reason = manifest.value("model_reason", std::string())};
    const Json& parameters = manifest.at("parameters");
    read_parameters(parameters, work);
    work.epochs = manifest.at("epochs_done").get<size_t>();
    work.skip_gram = manifest.value("embeddings", Json()) == "skip-gram";
    const Json& corpus = manifest.at("corpus");
    work.corpus.documents = corpus.at("documents").get<size_t>();
    work.corpus.vocabulary_size = corpus.at("vocabulary_size").get<size_t>();
    work.corpus.tokens = corpus.at("tokens").get<uint64_t>();
    work.corpus.non_zeros = corpus.at("non_zeros").get<uint64_t>();
    work.corpus.slices = parameters.value("slices", size_t{0});
    return work;
  } catch (const nlohmann::json::exception&) {
    return bad_input("the manifest does not say how the model was trained");
  }
}

}  // namespace theta::engine
