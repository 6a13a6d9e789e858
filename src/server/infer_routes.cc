#include "server/infer_routes.h"

#include <array>
#include <chrono>

#include "accounts/tokens.h"
#include "base/error_kind_name.h"
#include "inference/text_answer.h"
#include "jobs/job_fields.h"
#include "server/answers.h"
#include "server/request_body.h"
#include "server/text_fields.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr uint64_t kLargestBody = uint64_t{12} << 20;  // texts of /api/analyze, and the edits of a model
constexpr const char* kGatewayPath = "/api/predict/{service}";

struct TextQuestion {
  std::string model;
  std::optional<std::string> edits;
  std::vector<std::string> texts;
  inference::AnswerOptions options;
};

Result<TextQuestion> read_question(const Json& body) {
  jobs::JobFields fields(body, "body", "a question");
  TextQuestion question;
  fields.take("model", question.model);
  fields.take("edits", question.edits);
  take_texts(fields, question.texts, question.options);
  THETA_RETURN_IF_ERROR(fields.finish());
  return question;
}

Result<http::Response> analyze(InferService& service, http::Request& request) {
  const auto start = std::chrono::steady_clock::now();
  if (!is_json_type(request.header_or_empty("Content-Type")))
    return problem(415, "unsupported_media_type", "Content-Type: must be application/json", request.id());
  THETA_ASSIGN(const Json body, read_json_body(request));
  THETA_ASSIGN(const TextQuestion question, read_question(body));
  THETA_ASSIGN(const std::shared_ptr<inference::LoadedModel> loaded,
               service.models.get(question.model, question.edits));
  THETA_ASSIGN(const std::vector<engine::TextTopics> found,
               service.batcher.infer(*loaded, question.texts, question.options.evidence()));
  Json results = Json::array();
  for (size_t i = 0; i < found.size(); ++i)
    results.push_back(inference::text_answer(loaded->model(), found[i], i, question.options));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  return json_answer(200, {{"results", std::move(results)}, {"timing_ms", took.count()}});
}

Result<http::Response> models(InferService& service, http::Request&) {
  Json items = Json::array();
  for (const inference::ShelvedModel& model : service.models.list())
    items.push_back({{"model", model.name}, {"bytes", model.bytes}});
  return json_answer(200, {{"items", std::move(items)}});
}

Result<http::Response> alive(InferService&, http::Request&) {
  return json_answer(200, {{"status", "alive"}});
}

// It listens only once its named models are open.
Result<http::Response> ready(InferService&, http::Request&) {
  return json_answer(200, {{"status", "ready"}});
}

Result<http::Response> metrics(InferService& service, http::Request&) {
  const inference::BatcherStats stats = service.batcher.stats();
  std::string text;
  const auto figure = [&text](std::string_view name, std::string_view type, uint64_t value) {
    text += fmt::format("# TYPE {0} {1}\n{0} {2}\n", name, type, value);
  };
  figure("theta_infer_questions_waiting", "gauge", stats.waiting);
  figure("theta_infer_questions_total", "counter", stats.questions);
  figure("theta_infer_refused_total", "counter", stats.refused);
  figure("theta_infer_texts_total", "counter", stats.texts);
  figure("theta_infer_batches_total", "counter", stats.batches);
  figure("theta_infer_models_open", "gauge", service.models.list().size());
  figure("theta_infer_model_reloads_total", "counter", service.models.reloads());
  return http::Response::text(200, text, "text/plain; version=0.0.4; charset=utf-8");
}

// The token alone, as PAI-EAS wants it, or as a bearer.
bool may_ask(const InferService& service, const http::Request& request) {
  if (service.token.empty()) return true;
  std::string_view given = request.header_or_empty("Authorization");
  constexpr std::string_view kBearer = "Bearer ";
  if (given.starts_with(kBearer)) given.remove_prefix(kBearer.size());
  return accounts::same_secret(given, service.token.reveal());
}

using InferEndpoint = Result<http::Response> (*)(InferService&, http::Request&);

http::Handler handler_of(InferService& service, InferEndpoint endpoint, bool open) {
  return [&service, endpoint, open](http::Request& request) {
    if (!open && !may_ask(service, request)) {
      return problem(Error{ErrorKind::kNotLoggedIn, "Authorization: the token is missing or another one"},
                     request.id());
    }
    Result<http::Response> answer = endpoint(service, request);
    if (answer.ok()) return std::move(answer).value();
    const Error& error = answer.error();
    if (status_of(error.kind) >= 500) {
      service.log.write("error", "failure",
                        {{"request_id", request.id()},
                         {"route", request.route()},
                         {"kind", error_kind_name(error.kind)},
                         {"message", error.message}});
    }
    return problem(error, request.id());
  };
}

}  // namespace

http::Router make_infer_router(InferService& service) {
  http::Router router;
  const auto add = [&](std::string_view method, const std::string& path, InferEndpoint endpoint, bool open,
                       http::RouteOptions options) {
    router.add(method, path, handler_of(service, endpoint, open), options);
    router.add(method, kGatewayPath + path, handler_of(service, endpoint, open), options);
  };
  constexpr http::RouteOptions kQuestion = {.body_limit = kLargestBody};
  constexpr http::RouteOptions kAtOnce = {.immediate = true};
  add("POST", "/analyze", analyze, false, kQuestion);
  add("GET", "/models", models, false, kAtOnce);
  add("GET", "/metrics", metrics, false, kAtOnce);
  add("GET", "/healthz", alive, true, kAtOnce);
  add("GET", "/readyz", ready, true, kAtOnce);
  return router;
}

}  // namespace theta::server
