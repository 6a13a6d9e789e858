#include "database/models.h"
#include "engine/model_files.h"
#include "server/model_removal.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

constexpr int64_t kMostWords = 25;  // that a model folder keeps for each topic

Result<database::Model> model_of(Application& app, const Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::ModelId>(call.request.param("id"), "the model"));
  return database::Models(*app.services.database).get(call.caller.user, id);
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request, {"dataset_id"}));
  std::optional<database::DatasetId> dataset;
  if (const auto text = call.request.query("dataset_id")) {
    THETA_ASSIGN(dataset, read_id<database::DatasetId>(*text, "query: dataset_id: the data set"));
  }
  THETA_ASSIGN(const auto listing,
               database::Models(*app.services.database).list(call.caller.user, dataset, page));
  return json_answer(200, list_json(listing, [](const auto& model) { return model_json(model, false); }));
}

Result<http::Response> get(Application& app, Call& call) {
  THETA_ASSIGN(const database::Model model, model_of(app, call));
  http::Response response = json_answer(200, model_json(model, true));
  response.set("ETag", fmt::format("\"{}\"", model.revision));
  return response;
}

Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::ModelId>(call.request.param("id"), "the model"));
  database::Models models(*app.services.database);
  THETA_ASSIGN(const database::Model model, models.begin_removal(call.caller.user, id));
  app.models.forget(id);
  THETA_RETURN_IF_ERROR(finish_removal(app.services, model));
  return no_content();
}

// The topics with their first words, as they were when training ended.
Result<http::Response> topics(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {"top_k"}));
  THETA_ASSIGN(const int64_t top, query_number(call.request, "top_k", 10, 1, kMostWords));
  THETA_ASSIGN(const database::Model model, model_of(app, call));
  const std::string key = model.object_prefix + std::string(engine::kTopicWordsFile);
  THETA_ASSIGN(const std::string text, app.services.store->get(key));
  THETA_ASSIGN(const formats::Json written, formats::parse_json(text, key));
  const formats::Json& rows = written.is_object() ? written.at("topics") : written;
  formats::Json items = formats::Json::array();
  for (formats::Json topic : rows) {
    formats::Json& words = topic["words"];
    if (words.size() > static_cast<size_t>(top)) words.erase(words.begin() + top, words.end());
    items.push_back(std::move(topic));
  }
  return json_answer(200, {{"model_id", model.id.text()}, {"items", std::move(items)}});
}

}  // namespace

void add_model_routes(Routes& routes) {
  routes.add("GET", "/api/models", list);
  routes.add("GET", "/api/models/{id}", get);
  routes.add("DELETE", "/api/models/{id}", remove);
  routes.add("GET", "/api/models/{id}/topics", topics);
}

}  // namespace theta::server
