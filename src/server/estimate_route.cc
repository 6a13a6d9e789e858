// How long a training would take, and how much memory and money, before it is started.
#include "server/estimate_route.h"

#include "base/files.h"
#include "corpus/import_request.h"
#include "database/finished_trainings.h"
#include "jobs/job.h"
#include "server/dataset_survey.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/task_estimate.h"
#include "survey/corpus_shape.h"
#include "survey/survey_files.h"
#include "tasks/job_of_task.h"
#include "tasks/job_plan.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr std::chrono::milliseconds kPatience(2000);
constexpr int64_t kRunsLookedAt = 30;

// The trainings of a job, one for each number of topics and seed.
Result<EstimatedTask> runs_on(const jobs::Job& job, const engine::CorpusShape& shape) {
  EstimatedTask task{.type = std::string(jobs::job_kind_name(job.kind))};
  std::vector<std::optional<size_t>> topics = {job.train.num_topics};
  if (job.kind == jobs::JobKind::kSweep) topics.assign(job.topics.begin(), job.topics.end());
  const size_t seeds = job.kind == jobs::JobKind::kTrain ? 1 : job.seeds.size();
  for (const std::optional<size_t>& number : topics) {
    engine::TrainOptions options = job.train;
    options.num_topics = number;
    Result<engine::Workload> run = engine::plan_workload(options, shape);
    if (!run.ok()) return jobs::in_words_of_jobs(run.error());
    task.runs.insert(task.runs.end(), seeds, run.value());
  }
  return task;
}

Result<jobs::Job> job_of(const Json& body, const tasks::TaskInputs& inputs) {
  THETA_ASSIGN(const Json description, tasks::job_of_task(body, inputs, "estimate/"));
  return jobs::parse_job(description, "request");
}

// How the survey is to read the files: as for the training, but without the limits of the vocabulary that the
// request alone has, since all words are listed whatever they are. So one survey does for many estimates.
Json survey_columns(const Json& body, const Json& columns) {
  const Json own = body.value("options", Json::object()).value("import", Json::object());
  Json import = columns;
  for (const auto& [name, value] : own.items()) {
    if (name != "vocab_size" && name != "min_documents" && name != "max_share") import[name] = value;
  }
  return import;
}

// Nothing while the survey of the files is being made.
Result<std::optional<EstimatedTask>> of_dataset(Application& app, Call& call, const Json& body,
                                                const std::string& dataset_id) {
  THETA_ASSIGN(const auto id, read_id<database::DatasetId>(dataset_id, "dataset_id: the data set"));
  THETA_ASSIGN(const auto dataset, database::Datasets(*app.services.database).get(call.caller.user, id));
  const Json columns = stored_json(dataset.columns_json);
  THETA_ASSIGN(const SurveyOrder order, survey_order(app, call, id, survey_columns(body, columns)));
  THETA_ASSIGN(const jobs::Job job,
               job_of(body, {.files = order.files, .columns_json = dataset.columns_json}));
  THETA_ASSIGN(const auto folder, app.surveys.find(order, SurveyPart::kWhole, kPatience));
  if (!folder.has_value()) return std::optional<EstimatedTask>();
  const Result<Json> profile = formats::read_json(join_path(*folder, survey::kProfileFile));
  // The cache may have made room in between.
  if (!profile.ok() && !is_folder(*folder)) return std::optional<EstimatedTask>();
  if (!profile.ok()) return profile.error();
  const Result<engine::CorpusShape> shape =
      survey::corpus_shape(profile.value(), job.import.options, job.train.time_bin);
  if (!shape.ok()) return jobs::in_words_of_jobs(shape.error());
  THETA_ASSIGN(EstimatedTask task, runs_on(job, shape.value()));
  return std::optional(std::move(task));
}

// A model's own training again, with other seeds: its texts are a corpus already.
Result<EstimatedTask> of_model(Application& app, Call& call, const Json& body, const std::string& model_id) {
  THETA_ASSIGN(const auto id, read_id<database::ModelId>(model_id, "model_id: the model"));
  THETA_ASSIGN(const auto model, database::Models(*app.services.database).get(call.caller.user, id));
  THETA_ASSIGN(const std::string corpus, tasks::find_corpus(*app.services.store, model.object_prefix));
  THETA_ASSIGN(
      const jobs::Job job,
      job_of(body, {.model = model.object_prefix, .corpus = corpus, .train_json = R"({"topics": 2})"}));
  THETA_ASSIGN(const Json manifest, formats::parse_json(model.manifest_json, "manifest"));
  THETA_ASSIGN(const engine::Workload run, engine::finished_workload(manifest));
  EstimatedTask task{.type = "stability"};
  task.runs.assign(job.seeds.size(), run);
  return task;
}

Result<std::vector<engine::MeasuredRun>> measured_runs(database::Database& database) {
  THETA_ASSIGN(const std::vector<std::string> manifests,
               database::finished_trainings_for_admin(database, kRunsLookedAt));
  std::vector<engine::MeasuredRun> runs;
  for (const std::string& manifest : manifests) engine::add_measured_run(stored_json(manifest), runs);
  return runs;
}

Result<http::Response> estimate(Application& app, Call& call, const TrainingTerms& terms) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_RETURN_IF_ERROR(tasks::check_request(body));
  THETA_ASSIGN(const tasks::TaskReferences references, tasks::task_references(body));
  if (references.kind == "evaluate" || references.kind == "export")
    return bad_input("body: type: only trainings are estimated: train, sweep and stability");
  THETA_ASSIGN(const std::vector<engine::MeasuredRun> measured, measured_runs(*app.services.database));
  if (references.model_id.has_value()) {
    THETA_ASSIGN(const EstimatedTask task, of_model(app, call, body, *references.model_id));
    return json_answer(200, estimate_json(task, measured, terms));
  }
  THETA_ASSIGN(const std::optional<EstimatedTask> task, of_dataset(app, call, body, *references.dataset_id));
  if (!task.has_value()) return survey_pending();
  return json_answer(200, estimate_json(*task, measured, terms));
}

}  // namespace

void add_estimate_route(Routes& routes, TrainingTerms terms) {
  routes.add_json(
      "POST", "/api/tasks/estimate",
      [terms = std::move(terms)](Application& app, Call& call) { return estimate(app, call, terms); }, {},
      Access::kRead);
}

}  // namespace theta::server
