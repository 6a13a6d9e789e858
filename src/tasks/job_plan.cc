#include "tasks/job_plan.h"

#include "base/hash.h"
#include "database/dataset_files.h"
#include "database/datasets.h"
#include "database/model_edits.h"
#include "jobs/job.h"
#include "tasks/job_of_task.h"
#include "tasks/worker_options.h"

namespace theta::tasks {
namespace {

using formats::Json;

constexpr std::string_view kCorpusFolder = "corpus/";
constexpr size_t kNameCharacters = 16;  // of a hash that tells the few tries of one task apart

struct Subject {
  TaskInputs inputs;
  std::string title;
};

template <typename Id>
Result<Id> parse_reference(const std::string& text, const char* field) {
  const std::optional<Id> id = Id::parse(text);
  if (!id) return bad_input("request: {}: {} is no id", field, text);
  return *id;
}

Result<Subject> find_dataset(database::Database& database, const database::UserId& owner,
                             const std::string& text) {
  THETA_ASSIGN(const auto id, parse_reference<database::DatasetId>(text, "dataset_id"));
  THETA_ASSIGN(const database::Dataset dataset, database::Datasets(database).get(owner, id));
  Subject subject{.inputs = {.columns_json = dataset.columns_json}, .title = dataset.name};
  THETA_ASSIGN(const auto files, database::DatasetFiles(database).list_complete(owner, id));
  for (const database::DatasetFile& file : files)
    subject.inputs.files.push_back({file.object_key, file.name});
  return subject;
}

// Models lie at OUTPUT/model/ or OUTPUT/sweep/NAME/ of the job that made them, and their corpus beside them.
std::string corpus_beside(const std::string& model) {
  for (const char* const part : {"/model/", "/sweep/"}) {
    const size_t at = model.rfind(part);
    if (at != std::string::npos) return fmt::format("{}/{}", model.substr(0, at), kCorpusFolder);
  }
  return "";
}

// The edits of a model as an object that never changes: its key holds their number.
Result<std::string> put_edits(database::Database& database, storage::ObjectStore& store,
                              const database::Model& model, const std::string& place) {
  if (model.edits == 0) return std::string();
  THETA_ASSIGN(const std::string text, database::ModelEdits(database).text(model));
  std::string key = fmt::format("{}edits-{}.jsonl", place, model.edits);
  const Status put = store.put(key, text, storage::PutMode::kCreateOnly).status();
  if (!put.ok() && put.error().kind != ErrorKind::kConflict) return put.error();
  return key;
}

// How a model was trained, so that it can be done again: as its job says, with what the job left to be
// chosen.
Result<std::string> training_of(storage::ObjectStore& store, const database::Model& model) {
  const std::string corpus = corpus_beside(model.object_prefix);
  if (corpus.empty()) return std::string("{}");
  const std::string key = corpus.substr(0, corpus.size() - kCorpusFolder.size()) + "job.json";
  THETA_ASSIGN(const std::string text, store.get(key));
  THETA_ASSIGN(const Json job, formats::parse_json(text, key));
  THETA_ASSIGN(const Json manifest, formats::parse_json(model.manifest_json, "manifest"));
  try {
    Json train = job.value("train", Json::object());
    train["model"] = manifest.at("model");
    train["topics"] = manifest.at("parameters").at("num_topics");
    return formats::json_line(train);
  } catch (const nlohmann::json::exception&) {
    return bad_input("request: model_id: it is not known how this model was trained");
  }
}

Result<Subject> find_model(database::Database& database, storage::ObjectStore& store,
                           const database::UserId& owner, const std::string& text, const std::string& place) {
  THETA_ASSIGN(const auto id, parse_reference<database::ModelId>(text, "model_id"));
  THETA_ASSIGN(const database::Model model, database::Models(database).get(owner, id));
  Subject subject{.inputs = {.model = model.object_prefix}, .title = model.name};
  THETA_ASSIGN(subject.inputs.edits, put_edits(database, store, model, place));
  THETA_ASSIGN(subject.inputs.corpus, find_corpus(store, model.object_prefix));
  if (!subject.inputs.corpus.empty()) {
    THETA_ASSIGN(subject.inputs.train_json, training_of(store, model));
  }
  return subject;
}

// What the store no longer has is no failure of the job.
Status check_files(storage::ObjectStore& store, const TaskInputs& inputs) {
  for (const jobs::JobFile& file : inputs.files) {
    const Status there = store.head(file.key).status();
    if (!there.ok() && there.error().kind == ErrorKind::kNotFound)
      return not_found("data set: file {}: its contents are gone", file.name);
    if (!there.ok()) return there;
  }
  return {};
}

}  // namespace

Json description_to_run(const JobPlan& plan, const WorkerOptions& options) {
  Json job = plan.job;
  job["threads"] = options.threads;
  if (job.contains("train")) job["checkpoint_seconds"] = options.checkpoint_seconds;
  return job;
}

Result<std::string> find_corpus(storage::ObjectStore& store, const std::string& model) {
  const std::string corpus = corpus_beside(model);
  if (corpus.empty()) return corpus;
  const Status there = store.head(corpus + "corpus.json").status();
  if (there.ok()) return corpus;
  return there.error().kind == ErrorKind::kNotFound ? Result<std::string>("") : there.error();
}

Result<JobPlan> plan_job(database::Database& database, storage::ObjectStore& store,
                         const database::Task& task) {
  THETA_ASSIGN(const Json request, formats::parse_json(task.request_json, "request"));
  THETA_ASSIGN(const TaskReferences references, task_references(request));
  const std::string place = fmt::format("tasks/{}/", task.id.text());
  THETA_ASSIGN(const Subject subject,
               references.dataset_id.has_value()
                   ? find_dataset(database, task.owner, *references.dataset_id)
                   : find_model(database, store, task.owner, *references.model_id, place));
  THETA_RETURN_IF_ERROR(check_files(store, subject.inputs));
  THETA_ASSIGN(Json job, job_of_task(request, subject.inputs, place));
  const std::string output = place + sha256_hex(formats::json_line(job)).substr(0, kNameCharacters) + "/";
  job["output"] = output;
  THETA_ASSIGN(const jobs::Job parsed, jobs::parse_job(job, "job.json"));
  const Status put =
      store.put(output + "job.json", jobs::identity_text(parsed), storage::PutMode::kCreateOnly).status();
  if (!put.ok() && put.error().kind != ErrorKind::kConflict) return put.error();
  return JobPlan{std::move(job), output, subject.title};
}

}  // namespace theta::tasks
