#include "tasks/job_of_task.h"

#include <algorithm>

#include "jobs/job_fields.h"

namespace theta::tasks {
namespace {

using formats::Json;

constexpr double kMostMinutes = 7 * 24 * 60;
constexpr const char* kPlace = "request";
constexpr double kMost = 1e9;
constexpr double kHighestPriority = 9;
const std::vector<std::string> kKinds = {"train", "sweep", "stability", "evaluate", "export"};

/// What a kind of task works on.
enum class Subject : uint8_t { kDataset, kModel, kEither };

Subject subject_of(const std::string& kind, bool has_topics) {
  if (kind == "train" || kind == "sweep") return Subject::kDataset;
  return kind == "stability" || (kind == "evaluate" && has_topics) ? Subject::kEither : Subject::kModel;
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
    THETA_RETURN_IF_ERROR(translate(references));
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
    // The other fields depend on the kind, so nothing is said of them before it and its subject are known.
    if (references.kind.empty() || !check_subject(references)) {
      THETA_RETURN_IF_ERROR(fields_.finish());
      return bad_input("{}: type: is missing", kPlace);
    }
    return references;
  }

 private:
  // Notes what is wrong with the ids.
  bool check_subject(const TaskReferences& references) {
    const bool has_topics = references.kind == "evaluate" && fields_.find("topics") != nullptr;
    const Subject subject = subject_of(references.kind, has_topics);
    if (subject == Subject::kEither) {
      const bool one = references.dataset_id.has_value() != references.model_id.has_value();
      if (!one) fields_.refuse("dataset_id", "name a data set, or else model_id");
      return one;
    }
    const bool dataset = subject == Subject::kDataset;
    fields_.require(dataset ? "dataset_id" : "model_id");
    const char* const other = dataset ? "model_id" : "dataset_id";
    if (fields_.find(other) != nullptr)
      fields_.refuse(other, fmt::format("is not for {}: it works on a {}", references.kind,
                                        dataset ? "data set" : "model and the texts it was made from"));
    return (dataset ? references.dataset_id : references.model_id).has_value();
  }

  Status translate(const TaskReferences& references) {
    const std::string& kind = references.kind;
    if (kind == "export") return translate_export();
    if (kind == "evaluate") return translate_evaluate(references);
    if (kind == "stability" && references.model_id) return translate_other_seeds();
    return translate_training(kind);
  }

  Status read_options() {
    const Json* const given = fields_.find("options");
    if (given == nullptr) return {};
    if (!given->is_object()) return bad_input("{}: options: must be an object", kPlace);
    options_ = *given;
    options_.erase("cloud");
    THETA_RETURN_IF_ERROR(cloud_wishes(request_).status());
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
    if (kind == "sweep") {
      take_series("num_topics", "topics");
    } else {
      take_into<uint64_t>(train, "num_topics", "topics", 1, 100'000);
    }
    if (kind != "train") fields_.require("num_topics");
    if (kind == "train") take_into<uint64_t>(job_, "seed", "seed", 0, 9e15);
    if (kind == "sweep") take_series("seed", "seeds");
    if (kind == "stability") take_runs();
    THETA_RETURN_IF_ERROR(add_dataset(std::move(import)));
    job_["train"] = std::move(train);
    return {};
  }

  // The seeds to compare: three when nothing is said.
  void take_runs() {
    take_series("seed", "seeds");
    if (!job_.contains("seeds")) job_["seeds"] = {1, 2, 3};
    if (job_["seeds"].size() < 2) fields_.refuse("seed", "must be a list of at least two");
  }

  // The model's own training again, with other seeds.
  Status translate_other_seeds() {
    THETA_RETURN_IF_ERROR(refuse_other_options());
    THETA_RETURN_IF_ERROR(add_model("trained again"));
    take_series("seed", "seeds");
    fields_.require("seed");
    THETA_ASSIGN(job_["train"], formats::parse_json(inputs_.train_json, "the model's job.json"));
    return {};
  }

  Status add_dataset(Json import) {
    if (inputs_.files.empty()) return bad_input("{}: dataset_id: the data set has no complete file", kPlace);
    add_files();
    return add_import(std::move(import));
  }

  // The model, and the texts that it was made from.
  Status add_model(std::string_view done_to_it) {
    job_["model"] = inputs_.model;
    if (!inputs_.edits.empty()) job_["edits"] = inputs_.edits;
    return add_corpus(done_to_it);
  }

  Status add_corpus(std::string_view done_to_it) {
    if (inputs_.corpus.empty())
      return bad_input("{}: model_id: the texts of this model are not kept, so it cannot be {}", kPlace,
                       done_to_it);
    job_["corpus"] = inputs_.corpus;
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

  Status translate_export() {
    job_["model"] = inputs_.model;
    if (!inputs_.edits.empty()) job_["edits"] = inputs_.edits;
    if (!inputs_.corpus.empty()) job_["corpus"] = inputs_.corpus;
    THETA_ASSIGN(job_["export"], take_option("export"));
    return refuse_other_options();
  }

  Status translate_evaluate(const TaskReferences& references) {
    Json counting = Json::object();
    for (const char* const name : {"top_n", "gensim_windows"}) {
      if (options_.contains(name)) counting[name] = options_[name];
      options_.erase(name);
    }
    THETA_ASSIGN(Json import, references.dataset_id ? take_option("import") : Json::object());
    THETA_RETURN_IF_ERROR(refuse_other_options());
    const Json* const topics = fields_.find("topics");
    if (topics != nullptr) job_["topic_list"] = *topics;
    THETA_RETURN_IF_ERROR(references.dataset_id ? add_dataset(std::move(import))
                          : topics != nullptr   ? add_corpus("used to score topics")
                                                : add_model("measured"));
    job_.update(counting);
    return {};
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

Result<CloudWishes> cloud_wishes(const Json& request) {
  CloudWishes wishes;
  const auto options = request.find("options");
  if (options == request.end() || !options->is_object() || !options->contains("cloud")) return wishes;
  jobs::JobFields fields((*options)["cloud"], std::string(kPlace) + ": options.cloud", "options.cloud");
  uint64_t minutes = 0;
  fields.take("ecs_spec", wishes.ecs_spec);
  fields.take_between("minutes", minutes, 1, kMostMinutes);
  THETA_RETURN_IF_ERROR(fields.finish());
  wishes.minutes = static_cast<int64_t>(minutes);
  return wishes;
}

Status check_request(const Json& request) {
  const TaskInputs inputs{
      .files = {{"file", "file"}}, .model = "model/", .corpus = "corpus/", .train_json = R"({"topics": 2})"};
  return job_of_task(request, inputs, "output/").status();
}

}  // namespace theta::tasks
