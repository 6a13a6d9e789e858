#include <chrono>

#include "database/models.h"
#include "database/stored.h"
#include "inference/text_answer.h"
#include "jobs/job_fields.h"
#include "server/remote_analysis.h"
#include "server/request_body.h"
#include "server/text_fields.h"
#include "server/routes.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr http::RouteOptions kRoute = {.body_limit = uint64_t{8} << 20};

struct Question {
  database::ModelId model;
  std::vector<std::string> texts;
  inference::AnswerOptions options;
};

Result<Question> read_question(const Json& body) {
  jobs::JobFields fields(body, "body", "an analysis");
  Question question;
  std::string model;
  fields.require("model_id");
  fields.take("model_id", model);
  take_texts(fields, question.texts, question.options);
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_ASSIGN(question.model, read_id<database::ModelId>(model, "model_id: the model"));
  return question;
}

Result<Json> analyze_here(Application& app, const database::Model& row, const Question& question) {
  THETA_ASSIGN(const std::shared_ptr<OpenedModel> opened, app.models.open(row));
  THETA_ASSIGN(const engine::TopicModel* const inference, opened->inference());
  const engine::TopicModel& model = *inference;
  OpenedModel::Scratch scratch = opened->take();
  Json results = Json::array();
  for (size_t i = 0; i < question.texts.size(); ++i) {
    const engine::TextTopics found = model.infer(question.texts[i], question.options.evidence(), *scratch);
    results.push_back(inference::text_answer(model, found, i, question.options));
  }
  opened->give_back(std::move(scratch));
  return results;
}

// By the inference service where there is one, which gives the same bits.
Result<Json> analyze_texts(Application& app, RemoteAnalysis* remote, const database::Model& row,
                           const Question& question) {
  if (remote == nullptr) return analyze_here(app, row, question);
  Result<Json> results = remote->results(app.services, row, question.texts, question.options);
  if (results.ok() || !remote->may_stand_in(app.services, results.error())) return results;
  return analyze_here(app, row, question);
}

Result<http::Response> analyze(Application& app, RemoteAnalysis* remote, Call& call) {
  const auto start = std::chrono::steady_clock::now();
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_ASSIGN(const Question question, read_question(body));
  database::Models models(*app.services.database);
  THETA_ASSIGN(const database::Model row, models.get(call.caller.user, question.model));
  THETA_ASSIGN(Json results, analyze_texts(app, remote, row, question));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  return json_answer(
      200, {{"model_id", row.id.text()}, {"results", std::move(results)}, {"timing_ms", took.count()}});
}

}  // namespace

void add_analyze_route(Routes& routes) {
  // serve() has told what is wrong with the settings.
  Result<std::unique_ptr<RemoteAnalysis>> made = RemoteAnalysis::of_environment();
  const std::shared_ptr<RemoteAnalysis> remote = made.ok() ? std::move(made).value() : nullptr;
  routes.add_json(
      "POST", "/api/analyze",
      [remote](Application& app, Call& call) { return analyze(app, remote.get(), call); }, kRoute,
      Access::kRead);
}

}  // namespace theta::server
