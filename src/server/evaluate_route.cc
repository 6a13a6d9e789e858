// Topics that another program made, scored on a data set or on the texts of a model while the client waits.
#include "base/files.h"
#include "database/dataset_files.h"
#include "database/datasets.h"
#include "database/models.h"
#include "jobs/job.h"
#include "server/program_run.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "server/scratch_folder.h"
#include "storage/transfer.h"
#include "tasks/job_of_task.h"
#include "tasks/job_plan.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr std::chrono::seconds kPatience{60};
constexpr size_t kMostBytes = size_t{512} << 10;  // of the request's body, some thousand topics
constexpr http::RouteOptions kRoute = {.body_limit = kMostBytes};

// What is scored on, as its owner may see it.
Result<tasks::TaskInputs> inputs_of(Application& app, const Caller& caller,
                                    const tasks::TaskReferences& references) {
  database::Database& database = *app.services.database;
  tasks::TaskInputs inputs;
  if (references.model_id) {
    THETA_ASSIGN(const auto id, read_id<database::ModelId>(*references.model_id, "model_id: the model"));
    THETA_ASSIGN(const auto model, database::Models(database).get(caller.user, id));
    THETA_ASSIGN(inputs.corpus, tasks::find_corpus(*app.services.store, model.object_prefix));
    return inputs;
  }
  THETA_ASSIGN(const auto id,
               read_id<database::DatasetId>(*references.dataset_id, "dataset_id: the data set"));
  THETA_ASSIGN(const auto dataset, database::Datasets(database).get(caller.user, id));
  THETA_ASSIGN(const auto files, database::DatasetFiles(database).list_complete(caller.user, id));
  if (files.empty()) return bad_input("dataset_id: the data set has no files yet");
  inputs.columns_json = dataset.columns_json;
  for (const database::DatasetFile& file : files) inputs.files.push_back({file.object_key, file.name});
  return inputs;
}

// Runs the job in a child, with `output` in the store as its place, and takes its figures from there.
Result<Json> score(Application& app, const Json& job, const std::string& output) {
  THETA_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(app.services.scratch));
  THETA_RETURN_IF_ERROR(formats::write_json(scratch.file("job.json"), job));
  Status done = run_program({.program = app.program,
                             .arguments = {"job", "run", scratch.path(), "--store", app.services.store_place},
                             .folder = scratch.path(),
                             .patience = kPatience});
  if (!done.ok() && done.error().kind == ErrorKind::kExhausted)
    return bad_input("{}; have it done as a task of the type evaluate, which may take longer",
                     done.error().message);
  THETA_RETURN_IF_ERROR(std::move(done));
  THETA_ASSIGN(const std::string text, app.services.store->get(output + "metrics.json"));
  return formats::parse_json(text, "metrics.json");
}

Result<http::Response> evaluate(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  THETA_ASSIGN(Json body, read_json_body(call.request));
  if (!body.is_object()) return bad_input("body: must be an object");
  for (const char* const name : {"type", "priority"}) {
    if (body.contains(name)) return bad_input("body: {}: is no field of an evaluation", name);
  }
  if (!body.contains("topics")) return bad_input("body: topics: is missing");
  body["type"] = "evaluate";
  THETA_RETURN_IF_ERROR(tasks::check_request(body));
  THETA_ASSIGN(const tasks::TaskReferences references, tasks::task_references(body));
  THETA_ASSIGN(const tasks::TaskInputs inputs, inputs_of(app, call.caller, references));
  const std::string output = fmt::format("evaluations/{}/", database::TaskId::random().text());
  THETA_ASSIGN(const Json job, tasks::job_of_task(body, inputs, output));
  const Result<Json> metrics = score(app, job, output);
  const Status removed = storage::remove_all(*app.services.store, output, "");
  if (!removed.ok()) app.services.log.write("error", "evaluation", {{"message", removed.error().message}});
  if (!metrics.ok()) return metrics.error();
  return json_answer(200, {{"metrics", metrics.value()}});
}

}  // namespace

void add_evaluate_route(Routes& routes) {
  routes.add_json("POST", "/api/evaluate", evaluate, kRoute);
}

}  // namespace theta::server
