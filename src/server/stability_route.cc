// How far the topics of a model return with other seeds, as its newest stability task has found.
#include "database/model_edits.h"
#include "database/tasks.h"
#include "server/model_access.h"
#include "server/records.h"
#include "server/request_body.h"
#include "views/availability.h"

namespace theta::server {
namespace {

using formats::Json;

// Whether topics were edited after the task had read them: what it says is of the topics before.
Result<bool> edited_since(database::Database& database, const database::Model& model,
                          const database::Task& task) {
  if (model.edits == 0) return false;
  THETA_ASSIGN(const auto edits, database::ModelEdits(database).list(model.owner, model.id));
  return !edits.empty() && edits.back().created >= task.started.value_or(task.created);
}

Result<http::Response> stability(Application& app, http::Request& request) {
  THETA_RETURN_IF_ERROR(check_query(request, {}));
  THETA_ASSIGN(const database::Model model, readable_model(app, request));
  database::Database& database = *app.services.database;
  const database::TaskFilter filter = {
      .state = database::TaskState::kCompleted, .kind = "stability", .about = model.id};
  THETA_ASSIGN(const auto found, database::Tasks(database).list(model.owner, filter, {.limit = 1}));
  if (found.items.empty()) {
    return json_answer(200, views::unavailable("this model has not been trained again with other seeds",
                                               {"start a task of the type stability with this model_id"}));
  }
  const database::Task& task = found.items.front();
  THETA_ASSIGN(const bool edited, edited_since(database, model, task));
  Json answer = {{"available", true},
                 {"task_id", task.id.text()},
                 {"measured_at", time_text(task.finished.value_or(task.created))},
                 {"edited_since", edited}};
  Json summary = stored_json(task.result_json.value_or("{}"));
  for (const char* const place : {"model", "corpus"}) summary.erase(place);
  answer.update(summary);
  return json_answer(200, answer);
}

}  // namespace

void add_stability_route(Routes& routes) {
  routes.add_open("GET", "/api/models/{id}/stability", stability);
}

}  // namespace theta::server
