#include "jobs/job_fields.h"
#include "jobs/job_parts.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

using formats::Json;

http::Response dataset_answer(int status, const database::Dataset& dataset) {
  http::Response response = json_answer(status, dataset_json(dataset));
  response.set("ETag", fmt::format("\"{}\"", dataset.revision));
  return response;
}

// The options of an import that a data set keeps for all its tasks, checked.
Status check_columns(const Json& columns) {
  corpus::ImportRequest ignored;
  return jobs::read_import(columns, "body: columns", ignored);
}

Result<http::Response> create(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "a data set");
  std::string name;
  fields.require("name");
  fields.take("name", name);
  const Json* const columns = fields.find("columns");
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_RETURN_IF_ERROR(check_name(name, "body: name"));
  if (columns != nullptr) THETA_RETURN_IF_ERROR(check_columns(*columns));
  database::Datasets datasets(*app.services.database);
  THETA_ASSIGN(
      const database::Dataset dataset,
      datasets.add(call.caller.user, name, columns == nullptr ? "{}" : formats::json_line(*columns)));
  http::Response response = dataset_answer(201, dataset);
  response.set("Location", "/api/datasets/" + dataset.id.text());
  return response;
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const auto listing, database::Datasets(*app.services.database).list(call.caller.user, page));
  return json_answer(200, list_json(listing, dataset_json));
}

Result<database::DatasetId> id_of(const http::Request& request) {
  return read_id<database::DatasetId>(request.param("id"), "the data set");
}

Result<http::Response> get(Application& app, Call& call) {
  THETA_ASSIGN(const database::DatasetId id, id_of(call.request));
  THETA_ASSIGN(const auto dataset, database::Datasets(*app.services.database).get(call.caller.user, id));
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
    THETA_RETURN_IF_ERROR(check_columns(*columns));
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
  THETA_RETURN_IF_ERROR(storage::remove_all(*app.services.store, fmt::format("datasets/{}/", id.text()), {}));
  return no_content();
}

}  // namespace

void add_dataset_routes(Routes& routes) {
  routes.add_json("POST", "/api/datasets", create);
  routes.add("GET", "/api/datasets", list);
  routes.add("GET", "/api/datasets/{id}", get);
  routes.add_json("PATCH", "/api/datasets/{id}", change);
  routes.add("DELETE", "/api/datasets/{id}", remove);
}

}  // namespace theta::server
