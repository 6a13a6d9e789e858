#include <algorithm>
#include <chrono>

#include "database/models.h"
#include "database/stored.h"
#include "jobs/job_fields.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr http::RouteOptions kRoute = {.body_limit = uint64_t{8} << 20};
constexpr size_t kMostTexts = 1000;
constexpr size_t kEvidence = 10;

struct Question {
  database::ModelId model;
  std::vector<std::string> texts;
  uint32_t top_k = 3;
  bool explain = true;
};

Result<Question> read_question(const Json& body) {
  jobs::JobFields fields(body, "body", "an analysis");
  Question question;
  std::string model;
  std::string text;
  fields.require("model_id");
  fields.take("model_id", model);
  const bool single = fields.find("text") != nullptr;
  const Json* const texts = fields.find("texts");
  if (single == (texts != nullptr)) fields.refuse("text", "give either text or texts");
  fields.take("text", text);
  if (texts != nullptr && !texts->is_array()) fields.refuse("texts", "must be a list of strings");
  fields.take("texts", question.texts);
  fields.take_between("top_k", question.top_k, 1, 1000);
  fields.take("explain", question.explain);
  if (single) question.texts = {std::move(text)};
  if (question.texts.empty() || question.texts.size() > kMostTexts)
    fields.refuse("texts", fmt::format("must hold 1 to {} texts", kMostTexts));
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_ASSIGN(question.model, read_id<database::ModelId>(model, "model_id: the model"));
  return question;
}

// The visible topics by falling weight, as indices into model.topics().
std::vector<uint32_t> largest(const engine::TopicModel& model, const std::vector<float>& weights,
                              size_t count) {
  std::vector<uint32_t> order = model.layer().visible();
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&weights](uint32_t a, uint32_t b) {
                      return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
                    });
  order.resize(count);
  return order;
}

Json result_json(const engine::TopicModel& model, const engine::TextTopics& found, size_t index,
                 const Question& question) {
  Json json = {
      {"index", index}, {"topics", Json::array()}, {"weights", Json::array()}, {"topic_ids", Json::array()}};
  for (const uint32_t topic : largest(model, found.weights, question.top_k)) {
    const engine::TopicLabel& label = model.topics()[topic];
    json["topics"].push_back(
        {{"topic_id", label.topic_id}, {"name", label.name}, {"weight", found.weights[topic]}});
  }
  for (const uint32_t topic : model.layer().visible()) {
    json["weights"].push_back(found.weights[topic]);
    json["topic_ids"].push_back(model.topics()[topic].topic_id);
  }
  if (question.explain) {
    json["evidence"] = Json::array();
    for (const engine::Evidence& evidence : found.evidence) {
      json["evidence"].push_back(
          {{"word", evidence.word}, {"topic_id", evidence.topic_id}, {"weight", evidence.weight}});
    }
  }
  json["oov_ratio"] = found.oov_ratio;
  json["language"] = found.language;
  return json;
}

Result<http::Response> analyze(Application& app, Call& call) {
  const auto start = std::chrono::steady_clock::now();
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_ASSIGN(const Question question, read_question(body));
  database::Models models(*app.services.database);
  THETA_ASSIGN(const database::Model row, models.get(call.caller.user, question.model));
  THETA_ASSIGN(const std::shared_ptr<OpenedModel> opened, app.models.open(row));
  THETA_ASSIGN(const engine::TopicModel* const inference, opened->inference());
  const engine::TopicModel& model = *inference;
  OpenedModel::Scratch scratch = opened->take();
  Json results = Json::array();
  for (size_t i = 0; i < question.texts.size(); ++i) {
    const engine::TextTopics found =
        model.infer(question.texts[i], question.explain ? kEvidence : 0, *scratch);
    results.push_back(result_json(model, found, i, question));
  }
  opened->give_back(std::move(scratch));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  return json_answer(
      200, {{"model_id", row.id.text()}, {"results", std::move(results)}, {"timing_ms", took.count()}});
}

}  // namespace

void add_analyze_route(Routes& routes) {
  routes.add_json("POST", "/api/analyze", analyze, kRoute, Access::kRead);
}

}  // namespace theta::server
