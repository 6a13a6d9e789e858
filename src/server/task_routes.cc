#include "base/hash.h"
#include "database/dataset_files.h"
#include "database/models.h"
#include "database/tasks.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "tasks/job_of_task.h"
#include "tasks/worker_options.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr size_t kLongestKey = 255;

Result<std::optional<database::IdempotencyKey>> idempotency_key(const http::Request& request,
                                                                const std::string& body) {
  const std::optional<std::string_view> name = request.header("Idempotency-Key");
  if (!name) return std::optional<database::IdempotencyKey>();
  if (name->empty() || name->size() > kLongestKey || !database::is_storable_text(*name))
    return usage_error("Idempotency-Key: must have 1 to {} bytes of UTF-8", kLongestKey);
  return std::optional(database::IdempotencyKey{std::string(*name), sha256_hex(body)});
}

// The data set whose task it is: the one that the request names, or that of its model. Both are looked up
// with their owner.
Result<std::optional<database::DatasetId>> dataset_of(Services& services, const Caller& caller,
                                                      const tasks::TaskReferences& references) {
  if (references.model_id) {
    THETA_ASSIGN(const auto id, read_id<database::ModelId>(*references.model_id, "model_id: the model"));
    THETA_ASSIGN(const auto model, database::Models(*services.database).get(caller.user, id));
    if (!references.dataset_id) return model.dataset;
  }
  if (!references.dataset_id) return std::optional<database::DatasetId>();
  THETA_ASSIGN(const auto id,
               read_id<database::DatasetId>(*references.dataset_id, "dataset_id: the data set"));
  THETA_ASSIGN(const auto files, database::DatasetFiles(*services.database).list_complete(caller.user, id));
  if (!files.empty()) return std::optional(id);
  // Tells a data set that is not there from one without files.
  THETA_RETURN_IF_ERROR(database::Datasets(*services.database).get(caller.user, id).status());
  return bad_input("dataset_id: the data set has no files yet");
}

// Waiting workers look at once. The cache is a hint: without it they look a little later.
void wake_workers(Services& services) {
  static_cast<void>(services.cache->publish(tasks::kQueueChannel));
}

http::Response accepted(const database::Task& task) {
  http::Response response = json_answer(202, task_json(task));
  response.set("Location", "/api/tasks/" + task.id.text());
  return response;
}

Result<http::Response> create(Application& app, Call& call) {
  std::string text;
  THETA_ASSIGN(const Json body, read_json_body(call.request, &text));
  THETA_ASSIGN(const auto key, idempotency_key(call.request, text));
  THETA_RETURN_IF_ERROR(tasks::check_request(body));
  THETA_ASSIGN(const tasks::TaskReferences references, tasks::task_references(body));
  THETA_ASSIGN(const auto dataset, dataset_of(app.services, call.caller, references));
  const database::NewTask task = {.dataset = dataset,
                                  .kind = references.kind,
                                  .request_json = formats::json_line(body),
                                  .priority = references.priority};
  THETA_RETURN_IF_ERROR(app.limits.admit_more(call.caller));
  const int64_t most = app.limits.max_queued(call.caller);
  database::Tasks tasks(*app.services.database);
  Result<database::CreatedTask> created = tasks.create(call.caller.user, task, key, most);
  // Only a key makes it safe to ask again when it is not known whether the task was kept.
  if (!created.ok() && created.error().kind == ErrorKind::kUnavailable && key)
    created = tasks.create(call.caller.user, task, key, most);
  if (!created.ok()) return created.error();
  wake_workers(app.services);
  http::Response response = accepted(created.value().task);
  if (created.value().repeated) response.set("Idempotent-Replayed", "true");
  return response;
}

Result<database::TaskFilter> read_filter(const http::Request& request) {
  database::TaskFilter filter;
  if (const auto status = request.query("status")) {
    filter.state = database::Stored<database::TaskState>::parse(*status);
    if (!filter.state)
      return usage_error("query: status must be one of {}", fmt::join(database::kTaskStateNames, ", "));
  }
  if (const auto type = request.query("type")) filter.kind = std::string(*type);
  if (const auto dataset = request.query("dataset_id")) {
    THETA_ASSIGN(filter.dataset, read_id<database::DatasetId>(*dataset, "query: dataset_id: the data set"));
  }
  if (const auto model = request.query("model_id")) {
    THETA_ASSIGN(filter.about, read_id<database::ModelId>(*model, "query: model_id: the model"));
  }
  return filter;
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page,
               read_page(call.request, {"status", "type", "dataset_id", "model_id"}));
  THETA_ASSIGN(const database::TaskFilter filter, read_filter(call.request));
  THETA_ASSIGN(const auto listing,
               database::Tasks(*app.services.database).list(call.caller.user, filter, page));
  return json_answer(200, list_json(listing, task_json));
}

Result<database::TaskId> id_of(const http::Request& request) {
  return read_id<database::TaskId>(request.param("id"), "the task");
}

Result<http::Response> get(Application& app, Call& call) {
  THETA_ASSIGN(const database::TaskId id, id_of(call.request));
  THETA_ASSIGN(const auto task, database::Tasks(*app.services.database).get(call.caller.user, id));
  return json_answer(200, task_json(task));
}

Result<http::Response> cancel(Application& app, Call& call) {
  THETA_ASSIGN(const database::TaskId id, id_of(call.request));
  THETA_ASSIGN(const auto task, database::Tasks(*app.services.database).cancel(call.caller.user, id));
  wake_workers(app.services);
  static_cast<void>(app.services.cache->publish(tasks::task_channel(id)));
  return accepted(task);
}

Result<http::Response> retry(Application& app, Call& call) {
  THETA_ASSIGN(const database::TaskId id, id_of(call.request));
  THETA_ASSIGN(const auto task, database::Tasks(*app.services.database).restart(call.caller.user, id));
  wake_workers(app.services);
  static_cast<void>(app.services.cache->publish(tasks::task_channel(id)));
  return accepted(task);
}

Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const database::TaskId id, id_of(call.request));
  THETA_RETURN_IF_ERROR(database::Tasks(*app.services.database).remove(call.caller.user, id));
  return no_content();
}

}  // namespace

void add_task_routes(Routes& routes) {
  routes.add_json("POST", "/api/tasks", create);
  routes.add("GET", "/api/tasks", list);
  routes.add("GET", "/api/tasks/{id}", get);
  routes.add("DELETE", "/api/tasks/{id}", remove);
  routes.add("POST", "/api/tasks/{id}/cancel", cancel);
  routes.add("POST", "/api/tasks/{id}/retry", retry);
  // The same in the words of one who has cancelled: both go on from the checkpoint.
  routes.add("POST", "/api/tasks/{id}/resume", retry);
}

}  // namespace theta::server
