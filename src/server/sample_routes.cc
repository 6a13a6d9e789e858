#include <algorithm>

#include "server/opened_sample.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

using formats::Json;

Json opened_json(const std::optional<OpenedSample>& opened) {
  const bool model = opened && opened->model;
  return {{"dataset_id", opened ? Json(opened->dataset.id.text()) : Json()},
          {"model_id", model ? Json(opened->model->id.text()) : Json()}};
}

Result<Json> sample_json(Services& services, const Caller& caller, const Sample& sample) {
  THETA_ASSIGN(const std::optional<OpenedSample> opened, find_opened(services, caller.user, sample));
  Json json = {{"sample_id", sample.id},
               {"name", sample.name},
               {"description", sample.description},
               {"language", sample.language},
               {"has_model", sample.has_model}};
  json.update(opened_json(opened));
  return json;
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  Json items = Json::array();
  for (const Sample& sample : app.services.samples) {
    THETA_ASSIGN(Json item, sample_json(app.services, call.caller, sample));
    items.push_back(std::move(item));
  }
  return json_answer(200, {{"items", std::move(items)}});
}

// The same sample twice is the same data set, as long as it is there.
Result<http::Response> open(Application& app, Call& call) {
  const auto& samples = app.services.samples;
  const auto sample = std::find_if(samples.begin(), samples.end(),
                                   [&](const Sample& each) { return each.id == call.request.param("id"); });
  if (sample == samples.end()) return not_found("the sample does not exist");
  THETA_ASSIGN(std::optional<OpenedSample> opened, find_opened(app.services, call.caller.user, *sample));
  const bool is_new = !opened;
  if (is_new) {
    THETA_RETURN_IF_ERROR(app.limits.admit_dataset(call.caller));
    THETA_RETURN_IF_ERROR(app.limits.admit_more(call.caller));
    THETA_ASSIGN(opened, open_sample(app.services, call.caller.user, *sample));
  }
  return json_answer(is_new ? 201 : 200, opened_json(opened));
}

}  // namespace

void add_sample_routes(Routes& routes) {
  routes.add("GET", "/api/samples", list);
  routes.add("POST", "/api/samples/{id}", open);
}

}  // namespace theta::server
