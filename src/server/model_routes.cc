#include "database/models.h"
#include "jobs/job_fields.h"
#include "server/model_access.h"
#include "server/model_removal.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/views.h"

namespace theta::server {
namespace {

http::Response model_answer(const database::Model& model) {
  http::Response response = json_answer(200, model_json(model, true));
  response.set("ETag", revision_tag(model.revision));
  return response;
}

// A focus names topics of the model as it was trained, so that it holds whatever is merged.
Status check_topics(const database::Model& model, const views::Focus& focus) {
  const formats::Json parameters = stored_json(model.manifest_json).value("parameters", formats::Json());
  const uint64_t topics = parameters.is_object() ? parameters.value("num_topics", uint64_t{0}) : 0;
  for (const std::optional<uint32_t>& topic : focus) {
    if (topic.has_value() && *topic >= topics) return not_found("focus: the model has no topic {}", *topic);
  }
  return {};
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request, {"dataset_id", "task_id"}));
  database::ModelFilter filter;
  if (const auto text = call.request.query("dataset_id")) {
    THETA_ASSIGN(filter.dataset, read_id<database::DatasetId>(*text, "query: dataset_id: the data set"));
  }
  if (const auto text = call.request.query("task_id")) {
    THETA_ASSIGN(filter.task, read_id<database::TaskId>(*text, "query: task_id: the task"));
  }
  THETA_ASSIGN(const auto listing,
               database::Models(*app.services.database).list(call.caller.user, filter, page));
  return json_answer(200, list_json(listing, [](const auto& model) { return model_json(model, false); }));
}

Result<http::Response> get(Application& app, http::Request& request) {
  THETA_ASSIGN(const database::Model model, readable_model(app, request));
  return model_answer(model);
}

Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::ModelId>(call.request.param("id"), "the model"));
  database::Models models(*app.services.database);
  THETA_ASSIGN(const database::Model model, models.begin_removal(call.caller.user, id));
  app.models.forget(id);
  THETA_RETURN_IF_ERROR(finish_removal(app.services, model));
  return no_content();
}

// Its name, and which topics have a colour of their own.
Result<http::Response> change(Application& app, Call& call) {
  THETA_ASSIGN(const formats::Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "a model");
  database::ModelChange change;
  fields.take("name", change.name);
  const formats::Json* const focus = fields.find("focus");
  THETA_RETURN_IF_ERROR(fields.finish());
  if (change.name) THETA_RETURN_IF_ERROR(check_name(*change.name, "name"));
  THETA_ASSIGN(const database::Model model, owned_model(app, call));
  if (focus != nullptr) {
    THETA_ASSIGN(const views::Focus slots, parse_focus(*focus));
    THETA_RETURN_IF_ERROR(check_topics(model, slots));
    change.focus_json = formats::json_line(*focus);
  }
  THETA_ASSIGN(const std::optional<int64_t> revision, expected_revision(call.request));
  THETA_ASSIGN(const database::Model changed,
               database::Models(*app.services.database).change(call.caller.user, model.id, change, revision));
  return model_answer(changed);
}

}  // namespace

void add_model_routes(Routes& routes) {
  routes.add("GET", "/api/models", list);
  routes.add_open("GET", "/api/models/{id}", get);
  routes.add_json("PATCH", "/api/models/{id}", change);
  routes.add("DELETE", "/api/models/{id}", remove);
}

}  // namespace theta::server
