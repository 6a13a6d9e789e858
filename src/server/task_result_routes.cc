// What a task has made beside its model: figures, and files to download.
#include <algorithm>
#include <array>

#include "database/models.h"
#include "database/tasks.h"
#include "http/file_response.h"
#include "http/media_type.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "server/scratch_folder.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

using formats::Json;

// What follows OUTPUT in the keys of files that are for people.
constexpr std::array<std::string_view, 6> kFiles = {"export/",         "metrics.json",
                                                    "sweep/sweep.csv", "sweep/sweep.json",
                                                    "sweep/sweep.svg", "stability/stability.json"};
constexpr int64_t kMostModels = 1000;  // of one task

struct TaskFile {
  std::string name;  ///< as it is downloaded
  std::string key;
  uint64_t bytes = 0;
};

Result<database::Task> completed_task(Application& app, Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::TaskId>(call.request.param("id"), "the task"));
  THETA_ASSIGN(database::Task task, database::Tasks(*app.services.database).get(call.caller.user, id));
  if (task.state == database::TaskState::kCompleted) return task;
  return make_error(ErrorKind::kConflict, "the task is {} and has no results",
                    database::kTaskStateNames[static_cast<size_t>(task.state)]);
}

// The output whose result is that of the task: a data set that was corrected between two tries has given it
// another one, which holds nothing whole.
Result<std::string> output_of(storage::ObjectStore& store, const database::Task& task,
                              const std::vector<storage::ObjectInfo>& objects) {
  constexpr std::string_view kResult = "/result.json";
  for (const storage::ObjectInfo& object : objects) {
    if (!object.key.ends_with(kResult)) continue;
    THETA_ASSIGN(const std::string text, store.get(object.key));
    THETA_ASSIGN(const Json result, formats::parse_json(text, object.key));
    if (result.contains("summary") && formats::json_line(result["summary"]) == task.result_json)
      return object.key.substr(0, object.key.size() - kResult.size() + 1);
  }
  return not_found("the files of this task are gone");
}

Result<std::vector<TaskFile>> files_of(storage::ObjectStore& store, const database::Task& task) {
  std::vector<storage::ObjectInfo> objects;
  THETA_RETURN_IF_ERROR(storage::for_each_object(store, fmt::format("tasks/{}/", task.id.text()),
                                                 [&objects](const storage::ObjectInfo& object) {
                                                   objects.push_back(object);
                                                   return Status();
                                                 }));
  THETA_ASSIGN(const std::string output, output_of(store, task, objects));
  std::vector<TaskFile> files;
  for (const storage::ObjectInfo& object : objects) {
    if (!object.key.starts_with(output)) continue;
    const std::string_view rest = std::string_view(object.key).substr(output.size());
    const bool shown = std::any_of(kFiles.begin(), kFiles.end(), [rest](std::string_view one) {
      return one.ends_with('/') ? rest.starts_with(one) : rest == one;
    });
    if (shown) files.push_back({std::string(rest.substr(rest.find('/') + 1)), object.key, object.size});
  }
  return files;
}

// What tells the models of a sweep apart.
Json made_model_json(const database::Model& model) {
  const Json manifest = stored_json(model.manifest_json);
  return {{"model_id", model.id.text()},
          {"name", model.name},
          {"num_topics", manifest.value("parameters", Json::object()).value("num_topics", Json())},
          {"seed", manifest.value("seed", Json())}};
}

Result<http::Response> results(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  THETA_ASSIGN(const database::Task task, completed_task(app, call));
  THETA_ASSIGN(const auto made, database::Models(*app.services.database)
                                    .list(call.caller.user, {.task = task.id}, {.limit = kMostModels}));
  Json models = Json::array();
  for (const database::Model& model : made.items) models.push_back(made_model_json(model));
  return json_answer(200, {{"task_id", task.id.text()},
                           {"type", task.kind},
                           {"model_id", task.model ? Json(task.model->text()) : Json()},
                           {"models", std::move(models)},
                           {"results", stored_json(task.result_json.value_or("{}"))}});
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  THETA_ASSIGN(const database::Task task, completed_task(app, call));
  THETA_ASSIGN(const std::vector<TaskFile> files, files_of(*app.services.store, task));
  Json items = Json::array();
  for (const TaskFile& file : files)
    items.push_back(
        {{"name", file.name}, {"bytes", file.bytes}, {"media_type", http::media_type_of(file.name)}});
  return json_answer(200, {{"items", std::move(items)}});
}

// The whole object is checked against its hash before a byte of it is sent. The file stays readable though
// it has no name any more.
Result<http::Response> download(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  THETA_ASSIGN(const database::Task task, completed_task(app, call));
  THETA_ASSIGN(const std::vector<TaskFile> files, files_of(*app.services.store, task));
  const std::string name(call.request.param("name"));
  const auto found =
      std::find_if(files.begin(), files.end(), [&name](const TaskFile& file) { return file.name == name; });
  if (found == files.end()) return not_found("name: the task has no such file");
  THETA_ASSIGN(const ScratchFolder folder, ScratchFolder::make(app.services.scratch));
  const std::string path = folder.file("file");
  THETA_ASSIGN(const storage::ObjectInfo info, app.services.store->head(found->key));
  THETA_RETURN_IF_ERROR(app.services.store->get_file(found->key, path));
  THETA_ASSIGN(http::FileSource source, http::FileSource::open(path));
  source.type = http::media_type_of(name);
  source.etag = fmt::format("\"{}\"", info.sha256);
  source.modified = 0;
  http::Response response = http::file_response(call.request, std::move(source));
  response.attachment(name.substr(name.rfind('/') + 1));
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_task_result_routes(Routes& routes) {
  routes.add("GET", "/api/tasks/{id}/results", results);
  routes.add("GET", "/api/tasks/{id}/files", list);
  routes.add("GET", "/api/tasks/{id}/files/{name}", download);
}

}  // namespace theta::server
