#include "tasks/job_results.h"

#include "storage/transfer.h"

namespace theta::tasks {
namespace {

using formats::Json;

/// The model that a job was for.
struct Place {
  std::string prefix;  ///< empty: it was for none
  uint64_t topics = 0;
};

Place place_of_model(const JobPlan& plan, const Json& summary) {
  const auto kind = plan.job.at("kind").get<std::string>();
  if (kind == "train") return {plan.output + "model/", summary.at("num_topics").get<uint64_t>()};
  if (kind != "sweep") return {};
  const auto advised = summary.at("advice").at("num_topics").get<uint64_t>();
  for (const Json& model : summary.at("models")) {
    if (model.at("num_topics") == advised)
      return {fmt::format("{}sweep/{}/", plan.output, model.at("model").get<std::string>()), advised};
  }
  return {};
}

Result<database::NewModel> model_at(storage::ObjectStore& store, const Place& place,
                                    const std::string& title) {
  const std::string& prefix = place.prefix;
  database::NewModel model{.object_prefix = prefix};
  THETA_ASSIGN(const std::string text, store.get(prefix + "manifest.json"));
  THETA_ASSIGN(const Json manifest, formats::parse_json(text, prefix + "manifest.json"));
  model.kind = manifest.at("model").get<std::string>();
  model.name = fmt::format("{}, {} topics", title, place.topics);
  model.manifest_json = formats::json_line(manifest);
  THETA_ASSIGN(const uint64_t bytes, storage::stored_bytes(store, prefix));
  model.bytes = static_cast<int64_t>(bytes);
  return model;
}

}  // namespace

Result<JobResults> read_results(storage::ObjectStore& store, const JobPlan& plan) {
  const std::string key = plan.output + "result.json";
  THETA_ASSIGN(const std::string text, store.get(key));
  THETA_ASSIGN(const Json result, formats::parse_json(text, key));
  try {
    JobResults results{.summary_json = formats::json_line(result.at("summary"))};
    const Place place = place_of_model(plan, result.at("summary"));
    if (place.prefix.empty()) return results;
    THETA_ASSIGN(results.model, model_at(store, place, plan.title));
    return results;
  } catch (const nlohmann::json::exception&) {
    return make_error(ErrorKind::kFailed, "{}: is not the result of a job", key);
  }
}

}  // namespace theta::tasks
