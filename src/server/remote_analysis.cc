#include "server/remote_analysis.h"

#include <algorithm>

#include "base/error_kind_name.h"
#include "database/model_edits.h"

namespace theta::server {
namespace {

using formats::Json;

Error wrong(std::string_view what) {
  return make_error(ErrorKind::kRemote, "the inference service answers wrongly: {}", what);
}

// The members of an object, and no others.
bool has_exactly(const Json& object, const std::vector<const char*>& names) {
  return object.is_object() && object.size() == names.size() &&
         std::all_of(names.begin(), names.end(),
                     [&object](const char* name) { return object.contains(name); });
}

bool all_of(const Json& list, bool (*fits)(const Json&)) {
  return list.is_array() && std::all_of(list.begin(), list.end(), fits);
}

bool is_number(const Json& value) {
  return value.is_number();
}

bool is_whole(const Json& value) {
  return value.is_number_unsigned();
}

bool is_topic(const Json& topic) {
  return has_exactly(topic, {"topic_id", "name", "weight"}) && topic["topic_id"].is_number_unsigned() &&
         topic["name"].is_string() && topic["weight"].is_number();
}

bool is_evidence(const Json& evidence) {
  return has_exactly(evidence, {"word", "topic_id", "weight"}) && evidence["word"].is_string() &&
         evidence["topic_id"].is_number_unsigned() && evidence["weight"].is_number();
}

bool is_result(const Json& result, size_t index, bool explain) {
  std::vector<const char*> names = {"index", "topics", "weights", "topic_ids", "oov_ratio", "language"};
  if (explain) names.push_back("evidence");
  return has_exactly(result, names) && result["index"] == Json(index) && all_of(result["topics"], is_topic) &&
         all_of(result["weights"], is_number) && all_of(result["topic_ids"], is_whole) &&
         result["weights"].size() == result["topic_ids"].size() && result["oov_ratio"].is_number() &&
         result["language"].is_string() && (!explain || all_of(result["evidence"], is_evidence));
}

}  // namespace

Status check_results(const Json& results, size_t texts, const inference::AnswerOptions& options) {
  if (!results.is_array() || results.size() != texts)
    return wrong(fmt::format("there are not {} results", texts));
  for (size_t i = 0; i < texts; ++i) {
    if (!is_result(results[i], i, options.explain)) return wrong(fmt::format("result {} is none", i));
  }
  return {};
}

Result<std::unique_ptr<RemoteAnalysis>> RemoteAnalysis::of_environment() {
  THETA_ASSIGN(std::optional<cloud::InferenceSettings> settings, cloud::inference_of_environment());
  if (!settings.has_value()) return std::unique_ptr<RemoteAnalysis>();
  return std::make_unique<RemoteAnalysis>(*std::move(settings));
}

Result<Json> RemoteAnalysis::results(Services& services, const database::Model& model,
                                     const std::vector<std::string>& texts,
                                     const inference::AnswerOptions& options) {
  THETA_ASSIGN(const std::string edits, database::ModelEdits(*services.database).text(model));
  std::string place = model.object_prefix;
  while (place.ends_with('/')) place.pop_back();
  THETA_ASSIGN(Json answer, client_.ask({{"model", place},
                                         {"edits", edits},
                                         {"texts", texts},
                                         {"top_k", options.top_k},
                                         {"explain", options.explain}}));
  Json results = answer.contains("results") ? std::move(answer["results"]) : Json();
  THETA_RETURN_IF_ERROR(check_results(results, texts.size(), options));
  if (standing_in_.exchange(false))
    services.log.write("info", "inference_service_back", {{"answered", client_.stats().answered}});
  return results;
}

bool RemoteAnalysis::may_stand_in(Services& services, const Error& error) {
  if (!client_.settings().local_otherwise) return false;
  if (!standing_in_.exchange(true)) {
    services.log.write("warning", "inference_here_instead",
                       {{"kind", error_kind_name(error.kind)}, {"message", error.message}});
  }
  return true;
}

}  // namespace theta::server
