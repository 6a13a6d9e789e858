// Several models side by side: their figures, and what becomes of the topics of each in the others.
#include <algorithm>

#include "database/models.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/views.h"
#include "views/comparison.h"
#include "views/metrics.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr size_t kMostCompared = 4;
constexpr size_t kWords = 10;  // of each topic

struct Compared {
  database::Model row;
  std::shared_ptr<OpenedModel> opened;
  std::shared_ptr<const views::Snapshot> snapshot;
};

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0; begin <= list.size();) {
    const size_t end = std::min(list.find(',', begin), list.size());
    parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// All are looked up before one is opened: each must be the caller's.
Result<std::vector<Compared>> find(Application& app, const Call& call) {
  const std::vector<std::string_view> ids = split(call.request.query("ids").value_or(""));
  if (ids.size() < 2 || ids.size() > kMostCompared)
    return usage_error("query: ids must name 2 to {} models, with commas between them", kMostCompared);
  std::vector<Compared> models;
  for (const std::string_view text : ids) {
    THETA_ASSIGN(const auto id,
                 read_id<database::ModelId>(text, fmt::format("query: ids: the model {}", text)));
    THETA_ASSIGN(database::Model row, database::Models(*app.services.database).get(call.caller.user, id));
    const bool twice =
        std::any_of(models.begin(), models.end(), [&id](const Compared& one) { return one.row.id == id; });
    if (twice) return usage_error("query: ids: {} stands there twice", text);
    models.push_back({std::move(row), nullptr, nullptr});
  }
  return models;
}

Result<Json> model_figures(const Compared& model) {
  views::TopicOptions options;
  options.top_k = kWords;
  const Result<views::Focus> focus = parse_focus(stored_json(model.row.focus_json));
  if (focus.ok()) options.focus = focus.value();
  THETA_ASSIGN(Json topics, views::topics_json(*model.snapshot, options));
  THETA_ASSIGN(Json metrics, views::metrics_view(*model.snapshot));
  return Json{{"model", model_json(model.row, false)},
              {"documents", model.snapshot->index().documents()},
              {"figures", std::move(metrics["figures"])},
              {"topics", std::move(topics)}};
}

Result<http::Response> compare(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {"ids"}));
  THETA_ASSIGN(std::vector<Compared> models, find(app, call));
  Json items = Json::array();
  for (Compared& model : models) {
    THETA_ASSIGN(model.opened, app.models.open(model.row));
    THETA_ASSIGN(model.snapshot, model.opened->snapshot());
    THETA_ASSIGN(Json figures, model_figures(model));
    items.push_back(std::move(figures));
  }
  Json pairs = Json::array();
  for (size_t i = 0; i < models.size(); ++i) {
    for (size_t j = i + 1; j < models.size(); ++j) {
      THETA_ASSIGN(const Json found, views::comparison_json(*models[i].snapshot, models[i].row.name,
                                                            *models[j].snapshot, models[j].row.name));
      Json pair = {{"left_model_id", models[i].row.id.text()},
                   {"right_model_id", models[j].row.id.text()},
                   {"related_from", views::kRelated}};
      pair.update(found);
      pairs.push_back(std::move(pair));
    }
  }
  http::Response response = json_answer(200, {{"models", std::move(items)}, {"pairs", std::move(pairs)}});
  response.set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace

void add_compare_route(Routes& routes) {
  routes.add("GET", "/api/models/compare", compare);
}

}  // namespace theta::server
