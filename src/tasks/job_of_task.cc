#include "tasks/job_of_task.h"

#include <algorithm>

#include "jobs/job_fields.h"

namespace theta::tasks {
namespace {

using formats::Json;

constexpr const char* kPlace = "request";
constexpr double kMost = 1e9;
constexpr double kHighestPriority = 9;
const std::vector<std::string> kKinds = {"train", "sweep", "evaluate", "export"};

bool trains(const std::string& kind) {
  return kind == "train" || kind == "sweep";
}

/// A request in the making of a job description, field by field.
class Translation {
 public:
  Translation(const Json& request, const TaskInputs& inputs)
      : request_(request), inputs_(inputs), fields_(request, kPlace) {}

  Result<Json> run(const std::string& output) {
    THETA_ASSIGN(const TaskReferences references, read_references());
    job_ = {{"format", "theta-job"}, {"version", 1}, {"kind", references.kind}, {"output", output}};
    THETA_RETURN_IF_ERROR(read_options());
    THETA_RETURN_IF_ERROR(trains(references.kind) ? translate_training(references.kind)
                                                  : translate_measuring(references.kind));
    THETA_RETURN_IF_ERROR(fields_.finish());
    // Whatever is left to object to comes from the options, or concerns several fields together.
    const Result<jobs::Job> job = jobs::parse_job(job_, std::string(kPlace) + ": options");
    if (!job.ok()) return job.error();
    return std::move(job_);
  }

  Result<TaskReferences> read_references() {
    TaskReferences references;
    fields_.require("type");
    fields_.take_choice("type", references.kind, kKinds);
    fields_.take("dataset_id", references.dataset_id);
    fields_.take("model_id", references.model_id);
    uint64_t priority = 0;
    fields_.take_between("priority", priority, 0, kHighestPriority);
    references.priority = static_cast<int64_t>(priority);
    const bool train = trains(references.kind);
    if (!references.kind.empty()) {
      fields_.require(train ? "dataset_id" : "model_id");
      const char* const other = train ? "model_id" : "dataset_id";
      if (fields_.find(other) != nullptr)
        fields_.refuse(other, fmt::format("is not for {}: it works on a {}", references.kind,
                                          train ? "data set" : "model and the texts it was made from"));
    }
    // The other fields depend on the kind, so nothing is said of them before it and its subject are known.
    if (!references.kind.empty() && (train ? references.dataset_id : references.model_id).has_value())
      return references;
    THETA_RETURN_IF_ERROR(fields_.finish());
    return bad_input("{}: type: is missing", kPlace);
  }

 private:
  Status read_options() {
    const Json* const given = fields_.find("options");
    if (given == nullptr) return {};
    if (!given->is_object()) return bad_input("{}: options: must be an object", kPlace);
    options_ = *given;
    return {};
  }

  // An object of the options, which the request's own fields are put into.
  Result<Json> take_option(const char* name) {
    Json value = Json::object();
    if (options_.contains(name)) value = options_[name];
    options_.erase(name);
    if (!value.is_object()) return bad_input("{}: options.{}: must be an object", kPlace, name);
    return value;
  }

  Status refuse_other_options() const {
    if (options_.empty()) return {};
    return bad_input("{}: options.{}: is no option of {}", kPlace, options_.begin().key(),
                     job_["kind"].get<std::string>());
  }

  template <typename Value>
  void take_into(Json& target, const char* field, const char* name, double low, double high) {
    std::optional<Value> value;
    fields_.take_between(field, value, low, high);
    if (!value.has_value()) return;
    if (target.contains(name)) fields_.refuse(field, fmt::format("is given in options as {}, too", name));
    target[name] = *value;
  }

  Status translate_training(const std::string& kind) {
    THETA_ASSIGN(Json import, take_option("import"));
    THETA_ASSIGN(Json train, take_option("train"));
    THETA_RETURN_IF_ERROR(refuse_other_options());
    take_into<uint64_t>(import, "vocab_size", "vocab_size", 1, kMost);
    take_into<uint64_t>(train, "epochs", "epochs", 1, kMost);
    take_into<uint64_t>(train, "batch_size", "batch_size", 1, kMost);
    take_into<double>(train, "learning_rate", "learning_rate", 1e-12, 1e3);
    take_into<uint64_t>(train, "hidden_dim", "hidden_size", 1, kMost);
    std::string model;
    fields_.take_choice("model", model, {"auto", "etm", "detm", "lda"});
    if (!model.empty() && train.contains("model"))
      fields_.refuse("model", "is given in options as model, too");
    if (!model.empty()) train["model"] = model;
    // Anything else would be the key of an object, and a request reaches no objects but those of its ids.
    if (train.contains("embeddings") && train["embeddings"] != "skip-gram")
      return bad_input("{}: options.train.embeddings: must be skip-gram", kPlace);
    if (kind == "train") {
      take_into<uint64_t>(train, "num_topics", "topics", 1, 100'000);
      take_into<uint64_t>(job_, "seed", "seed", 0, 9e15);
    } else {
      take_series("num_topics", "topics");
      take_series("seed", "seeds");
      fields_.require("num_topics");
    }
    if (inputs_.files.empty()) return bad_input("{}: dataset_id: the data set has no complete file", kPlace);
    add_files();
    THETA_RETURN_IF_ERROR(add_import(std::move(import)));
    job_["train"] = std::move(train);
    return {};
  }

  // One number or a list of them.
  void take_series(const char* field, const char* name) {
    const Json* const given = fields_.find(field);
    if (given == nullptr) return;
    const Json list = given->is_array() ? *given : Json::array({*given});
    const bool whole = std::all_of(list.begin(), list.end(), [](const Json& value) {
      return value.is_number_unsigned() && value.get<uint64_t>() <= uint64_t{9'000'000'000'000'000};
    });
    if (!whole || list.empty()) fields_.refuse(field, "must be a list of whole numbers");
    job_[name] = list;
  }

  void add_files() {
    job_["files"] = Json::array();
    for (const jobs::JobFile& file : inputs_.files)
      job_["files"].push_back({{"key", file.key}, {"name", file.name}});
  }

  Status add_import(Json own) {
    THETA_ASSIGN(Json import, formats::parse_json(inputs_.columns_json, "data set: columns"));
    if (!import.is_object()) return bad_input("data set: columns: must be an object");
    for (const auto& [name, value] : own.items()) import[name] = value;
    job_["import"] = std::move(import);
    return {};
  }

  Status translate_measuring(const std::string& kind) {
    job_["model"] = inputs_.model;
    if (!inputs_.edits.empty()) job_["edits"] = inputs_.edits;
    if (!inputs_.corpus.empty()) job_["corpus"] = inputs_.corpus;
    if (kind == "export") {
      THETA_ASSIGN(job_["export"], take_option("export"));
      return refuse_other_options();
    }
    if (inputs_.corpus.empty())
      return bad_input("{}: model_id: the texts of this model are not kept, so it cannot be measured",
                       kPlace);
    for (const char* const name : {"top_n", "gensim_windows"}) {
      if (options_.contains(name)) job_[name] = options_[name];
      options_.erase(name);
    }
    return refuse_other_options();
  }

  const Json& request_;
  const TaskInputs& inputs_;
  jobs::JobFields fields_;
  Json options_ = Json::object();
  Json job_;
};

}  // namespace

Result<TaskReferences> task_references(const Json& request) {
  if (!request.is_object()) return bad_input("{}: must be an object", kPlace);
  return Translation(request, {}).read_references();
}

Result<Json> job_of_task(const Json& request, const TaskInputs& inputs, const std::string& output) {
  if (!request.is_object()) return bad_input("{}: must be an object", kPlace);
  return Translation(request, inputs).run(output);
}

Status check_request(const Json& request) {
  const TaskInputs inputs{.files = {{"file", "file"}}, .model = "model/", .corpus = "corpus/"};
  return job_of_task(request, inputs, "output/").status();
}

}  // namespace theta::tasks
