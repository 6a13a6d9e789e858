// Views of topics and of how they lie to each other.
#include "server/request_body.h"
#include "server/views.h"
#include "views/citation.h"
#include "views/groups.h"
#include "views/metrics.h"
#include "views/relations.h"
#include "views/times.h"
#include "views/words.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr size_t kSimilar = 5;
constexpr int64_t kMostGroups = 500;

Result<Json> topics(const ViewCall& call) {
  THETA_ASSIGN(const views::TopicOptions options, call.topic_options(10));
  THETA_ASSIGN(Json items, views::topics_json(call.snapshot, options));
  return Json{{"lambda", options.lambda}, {"items", std::move(items)}};
}

Result<Json> topic(const ViewCall& call) {
  THETA_ASSIGN(const uint32_t k, call.topic());
  THETA_ASSIGN(const views::TopicOptions options, call.topic_options(30));
  THETA_ASSIGN(Json json, views::topic_json(call.snapshot, k, options));
  json["similar"] = views::similar_json(call.snapshot, k, kSimilar);
  return json;
}

Result<Json> topic_words(const ViewCall& call) {
  THETA_ASSIGN(const uint32_t k, call.topic());
  THETA_ASSIGN(const auto lambda, query_real(call.request, "lambda", 0, 1));
  THETA_ASSIGN(const database::Page page, read_page(call.request, {"lambda"}));
  const double weight = lambda.value_or(1);
  Json items = Json::array();
  for (const uint32_t word : views::words_by_relevance(
           call.snapshot, k, weight, static_cast<size_t>(page.offset), static_cast<size_t>(page.limit)))
    items.push_back(views::word_json(call.snapshot, k, word, weight));
  return Json{{"topic_id", call.snapshot.view().topics[k].topic_id},
              {"lambda", weight},
              {"items", std::move(items)},
              {"total", call.snapshot.view().vocabulary.size()},
              {"limit", page.limit},
              {"offset", page.offset}};
}

Result<Json> topic_documents(const ViewCall& call) {
  THETA_ASSIGN(const uint32_t k, call.topic());
  const engine::TopicView& topic = call.snapshot.view().topics[k];
  THETA_ASSIGN(const auto passages, call.snapshot.passages().of(topic));
  Json items = Json::array();
  for (const report::Passage& passage : passages) items.push_back(views::passage_json(passage));
  return Json{{"topic_id", topic.topic_id}, {"items", std::move(items)}};
}

Result<corpus::TimeBinChoice> frequency(const ViewCall& call) {
  return views::parse_frequency(call.request.query("freq").value_or(""));
}

Result<Json> timeline(const ViewCall& call) {
  THETA_ASSIGN(const uint32_t k, call.topic());
  THETA_ASSIGN(const corpus::TimeBinChoice choice, frequency(call));
  THETA_ASSIGN(const Json found, views::timeline_view(call.snapshot, k, choice));
  Json json = {{"topic_id", call.snapshot.view().topics[k].topic_id}};
  json.update(found);
  return json;
}

Result<Json> temporal_analysis(const ViewCall& call) {
  THETA_ASSIGN(const corpus::TimeBinChoice choice, frequency(call));
  return views::times_view(call.snapshot, choice);
}

Result<Json> dimension_analysis(const ViewCall& call) {
  THETA_ASSIGN(const int64_t most, query_number(call.request, "limit", 50, 1, kMostGroups));
  return views::groups_view(call.snapshot, call.request.query("column").value_or(""),
                            static_cast<size_t>(most));
}

// What the first page of a model shows: its topics with their places on the map, and the key figures.
Result<Json> topic_overview(const ViewCall& call) {
  THETA_ASSIGN(const views::TopicOptions options, call.topic_options(30));
  THETA_ASSIGN(Json items, views::topics_json(call.snapshot, options));
  const Json places = views::map_view(call.snapshot)["topics"];
  for (Json& item : items) {
    item["x"] = item["y"] = nullptr;  // hidden topics are on no map
    for (const Json& place : places) {
      if (place["topic_id"] != item["topic_id"]) continue;
      item["x"] = place["x"];
      item["y"] = place["y"];
    }
  }
  THETA_ASSIGN(Json figures, views::key_figures(call.snapshot));
  return Json{{"lambda", options.lambda}, {"figures", std::move(figures)}, {"topics", std::move(items)}};
}

Result<Json> network(const ViewCall& call) {
  THETA_ASSIGN(const auto threshold, query_real(call.request, "threshold", 0, 1));
  return views::network_view(call.snapshot, threshold);
}

}  // namespace

void add_view_routes(Routes& routes) {
  add_view(routes, "/topics", {"lambda", "top_k", "hidden"}, topics);
  add_view(routes, "/topics/{topic}", {"lambda", "top_k"}, topic);
  add_view(routes, "/topics/{topic}/words", {"lambda", "limit", "offset"}, topic_words);
  add_view(routes, "/topics/{topic}/documents", {}, topic_documents);
  add_view(routes, "/topics/{topic}/timeline", {"freq"}, timeline);
  add_view(routes, "/topic-overview", {"lambda", "top_k", "hidden"}, topic_overview);
  add_view(routes, "/temporal-analysis", {"freq"}, temporal_analysis);
  add_view(routes, "/dimension-analysis", {"column", "limit"}, dimension_analysis);
  add_view(routes, "/metrics", {}, [](const ViewCall& call) { return views::metrics_view(call.snapshot); });
  add_view(routes, "/words/{word}", {},
           [](const ViewCall& call) { return views::word_view(call.snapshot, call.request.param("word")); });
  add_view(routes, "/map", {},
           [](const ViewCall& call) -> Result<Json> { return views::map_view(call.snapshot); });
  add_view(routes, "/similarity", {},
           [](const ViewCall& call) -> Result<Json> { return views::similarity_view(call.snapshot); });
  add_view(routes, "/network", {"threshold"}, network);
  add_view(routes, "/hierarchy", {},
           [](const ViewCall& call) -> Result<Json> { return views::hierarchy_view(call.snapshot); });
  add_view(routes, "/training-history", {},
           [](const ViewCall& call) { return views::history_view(call.snapshot); });
  add_view(routes, "/citation", {}, [](const ViewCall& call) { return views::citation_view(call.snapshot); });
}

}  // namespace theta::server
