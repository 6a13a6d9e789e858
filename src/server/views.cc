#include "server/views.h"

#include <algorithm>
#include <charconv>

#include "database/models.h"
#include "server/model_access.h"
#include "server/records.h"
#include "server/request_body.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr int64_t kMostWords = 100;
constexpr size_t kMostFocusSlots = 12;

// What was asked, whatever the order of its parameters.
std::string question_of(const ViewCall& call, std::string_view path) {
  auto query = call.request.location().query;
  std::sort(query.begin(), query.end());
  std::string text = fmt::format("{} {}", call.model.revision, path);
  for (const auto& [name, value] : query) text += "\n" + name + "=" + value;
  for (const char* const name : {"topic", "word", "document"})
    text += "\n" + std::string(call.request.param(name));
  return text;
}

http::Response answer_of(std::string body, int64_t revision) {
  http::Response response = http::Response::json(200, std::move(body));
  // Browsers keep it, and ask each time whether it is still true.
  response.set("Cache-Control", "private, no-cache");
  response.set("ETag", revision_tag(revision));
  response.set("Vary", "X-Share-Token");
  return response;
}

Result<http::Response> answer_view(Application& app, http::Request& request, std::string_view path,
                                   const std::vector<std::string>& known, const View& view, bool keeps) {
  THETA_ASSIGN(const database::Model model, readable_model(app, request));
  THETA_RETURN_IF_ERROR(check_query(request, known));
  if (request.header_or_empty("If-None-Match") == revision_tag(model.revision)) {
    http::Response response(304);
    response.set("ETag", revision_tag(model.revision));
    return response;
  }
  THETA_ASSIGN(const std::shared_ptr<OpenedModel> opened, app.models.open(model));
  THETA_ASSIGN(const auto snapshot, opened->snapshot());
  const ViewCall call{app, request, model, *opened, *snapshot};
  const std::string question = keeps ? question_of(call, path) : "";
  if (keeps) {
    std::optional<std::string> kept = opened->find_answer(question);
    if (kept.has_value()) return answer_of(std::move(*kept), model.revision);
  }
  THETA_ASSIGN(const Json found, view(call));
  Json whole = {{"model_id", model.id.text()}, {"revision", model.revision}};
  whole.update(found);
  std::string body = formats::json_line(whole) + "\n";
  if (keeps) opened->keep_answer(question, body);
  return answer_of(std::move(body), model.revision);
}

}  // namespace

std::optional<uint64_t> ViewCall::number(std::string_view name) const {
  const std::string_view text = request.param(name);
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

Result<uint32_t> ViewCall::topic() const {
  const std::optional<uint64_t> id = number("topic");
  const std::optional<uint32_t> found = id ? snapshot.find_topic(*id) : std::nullopt;
  if (!found.has_value()) return not_found("the model has no topic {}", request.param("topic"));
  return *found;
}

views::Focus ViewCall::focus() const {
  const Result<views::Focus> focus = parse_focus(stored_json(model.focus_json));
  return focus.ok() ? focus.value() : views::Focus();
}

Result<views::TopicOptions> ViewCall::topic_options(size_t top_k) const {
  views::TopicOptions options;
  options.focus = focus();
  THETA_ASSIGN(const auto lambda, query_real(request, "lambda", 0, 1));
  options.lambda = lambda.value_or(1);
  THETA_ASSIGN(const int64_t words,
               query_number(request, "top_k", static_cast<int64_t>(top_k), 0, kMostWords));
  options.top_k = static_cast<size_t>(words);
  THETA_ASSIGN(options.hidden, query_flag(request, "hidden"));
  return options;
}

void add_view(Routes& routes, std::string_view path, std::vector<std::string> known, View view, bool keeps) {
  const std::string whole = "/api/models/{id}" + std::string(path);
  routes.add_open("GET", whole,
                  [whole, known = std::move(known), view = std::move(view), keeps](Application& app,
                                                                                   http::Request& request) {
                    return answer_view(app, request, whole, known, view, keeps);
                  });
}

Result<std::optional<double>> query_real(const http::Request& request, std::string_view name, double low,
                                         double high) {
  const std::optional<std::string_view> text = request.query(name);
  if (!text) return std::optional<double>();
  double value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || !(value >= low && value <= high))
    return usage_error("query: {} must be a number from {} to {}", name, low, high);
  return std::optional<double>(value);
}

Result<bool> query_flag(const http::Request& request, std::string_view name) {
  const std::string_view text = request.query(name).value_or("false");
  if (text == "true") return true;
  if (text == "false") return false;
  return usage_error("query: {} must be true or false", name);
}

Result<views::Focus> parse_focus(const Json& json) {
  const auto refused = [] {
    return bad_input("focus: must be a list of at most {} different topic ids, with null for a free slot",
                     kMostFocusSlots);
  };
  if (!json.is_array() || json.size() > kMostFocusSlots) return refused();
  views::Focus focus;
  for (const Json& slot : json) {
    if (slot.is_null()) {
      focus.emplace_back();
      continue;
    }
    if (!slot.is_number_unsigned() || slot.get<uint64_t>() > UINT32_MAX) return refused();
    const auto topic = slot.get<uint32_t>();
    if (std::find(focus.begin(), focus.end(), std::optional(topic)) != focus.end()) return refused();
    focus.emplace_back(topic);
  }
  return focus;
}

}  // namespace theta::server
