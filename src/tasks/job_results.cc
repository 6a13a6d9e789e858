#include "tasks/job_results.h"

#include "storage/transfer.h"

namespace theta::tasks {
namespace {

using formats::Json;

/// A model that a job has made.
struct Place {
  std::string prefix;
  std::string name;  ///< behind the title
};

// The advised number of topics goes first, then the lower seed, as the job lists them.
std::vector<Place> places_in_sweep(const JobPlan& plan, const Json& summary) {
  const Json& advised = summary.at("advice").at("num_topics");
  const bool one_seed = plan.job.value("seeds", Json::array()).size() <= 1;
  std::vector<Place> places;
  for (const bool first : {true, false}) {
    for (const Json& model : summary.at("models")) {
      if ((model.at("num_topics") == advised) != first) continue;
      places.push_back({fmt::format("{}sweep/{}/", plan.output, model.at("model").get<std::string>()),
                        fmt::format("{} topics", model.at("num_topics").get<uint64_t>())});
      if (!one_seed) places.back().name += fmt::format(", seed {}", model.at("seed").get<uint64_t>());
    }
  }
  return places;
}

std::vector<Place> places_of_models(const JobPlan& plan, const Json& summary) {
  const auto kind = plan.job.at("kind").get<std::string>();
  if (kind == "train") {
    return {{plan.output + "model/", fmt::format("{} topics", summary.at("num_topics").get<uint64_t>())}};
  }
  return kind == "sweep" ? places_in_sweep(plan, summary) : std::vector<Place>();
}

Result<database::NewModel> model_at(storage::ObjectStore& store, const Place& place,
                                    const std::string& title) {
  const std::string& prefix = place.prefix;
  database::NewModel model{.object_prefix = prefix};
  THETA_ASSIGN(const std::string text, store.get(prefix + "manifest.json"));
  THETA_ASSIGN(const Json manifest, formats::parse_json(text, prefix + "manifest.json"));
  model.kind = manifest.at("model").get<std::string>();
  model.name = fmt::format("{}, {}", title, place.name);
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
    for (const Place& place : places_of_models(plan, result.at("summary"))) {
      THETA_ASSIGN(database::NewModel model, model_at(store, place, plan.title));
      results.models.push_back(std::move(model));
    }
    return results;
  } catch (const nlohmann::json::exception&) {
    return make_error(ErrorKind::kFailed, "{}: is not the result of a job", key);
  }
}

}  // namespace theta::tasks
