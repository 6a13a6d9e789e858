#include "jobs/job_fields.h"
#include "server/columns_body.h"
#include "server/dataset_survey.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

using formats::Json;

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const auto listing, database::Datasets(*app.services.database).list(call.caller.user, page));
  return json_answer(200, list_json(listing, dataset_json));
}

Result<database::DatasetId> id_of(const http::Request& request) {
  return read_id<database::DatasetId>(request.param("id"), "the data set");
}

Result<http::Response> get(Application& app, Call& call) {
  THETA_ASSIGN(const database::Dataset dataset, dataset_of(app, call));
  return dataset_answer(200, dataset);
}

Result<http::Response> change(Application& app, Call& call) {
  THETA_ASSIGN(const database::DatasetId id, id_of(call.request));
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_ASSIGN(const std::optional<int64_t> revision, expected_revision(call.request));
  jobs::JobFields fields(body, "body", "a data set");
  database::DatasetChange change;
  fields.take("name", change.name);
  const Json* const columns = fields.find("columns");
  THETA_RETURN_IF_ERROR(fields.finish());
  if (change.name) THETA_RETURN_IF_ERROR(check_name(*change.name, "body: name"));
  if (columns != nullptr) {
    THETA_RETURN_IF_ERROR(check_columns(*columns, "body: columns"));
    THETA_RETURN_IF_ERROR(check_against_header(app, call, id, *columns));
    change.columns_json = formats::json_line(*columns);
  }
  database::Datasets datasets(*app.services.database);
  THETA_ASSIGN(const auto dataset, datasets.change(call.caller.user, id, change, revision));
  return dataset_answer(200, dataset);
}

// The row goes first: objects that nobody knows of cost room, rows without objects would be errors.
Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const database::DatasetId id, id_of(call.request));
  THETA_RETURN_IF_ERROR(database::Datasets(*app.services.database).remove(call.caller.user, id));
  app.surveys.forget(id);
  THETA_RETURN_IF_ERROR(storage::remove_all(*app.services.store, fmt::format("datasets/{}/", id.text()), {}));
  return no_content();
}

}  // namespace

void add_dataset_routes(Routes& routes) {
  routes.add("GET", "/api/datasets", list);
  routes.add("GET", "/api/datasets/{id}", get);
  routes.add_json("PATCH", "/api/datasets/{id}", change);
  routes.add("DELETE", "/api/datasets/{id}", remove);
}

}  // namespace theta::server
