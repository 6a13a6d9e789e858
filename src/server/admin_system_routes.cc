// How the server is, and who keeps how much: for admins.
#include <filesystem>

#include "base/clock.h"
#include "database/tasks.h"
#include "database/usage.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

using formats::Json;

Json usage_json(const database::Usage& usage) {
  return {{"user_id", usage.user.text()},
          {"email", usage.email},
          {"name", usage.name},
          {"datasets", usage.datasets},
          {"models", usage.models},
          {"file_bytes", usage.file_bytes},
          {"model_bytes", usage.model_bytes},
          {"max_bytes", usage.max_bytes ? Json(*usage.max_bytes) : Json()}};
}

Result<http::Response> storage(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const auto listing, database::list_usage_for_admin(*app.services.database, page));
  return json_answer(200, list_json(listing, usage_json));
}

Json task_counts(const std::vector<database::StateCount>& counts) {
  Json tasks = Json::object();
  for (const std::string_view name : database::kTaskStateNames) tasks[std::string(name)] = 0;
  for (const database::StateCount& count : counts)
    tasks[std::string(database::kTaskStateNames[static_cast<size_t>(count.state)])] = count.tasks;
  return tasks;
}

// Room on the disk of the data folder.
Json disk_json(const std::string& data) {
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(data, error);
  if (error) return {{"bytes", nullptr}, {"free_bytes", nullptr}};
  return {{"bytes", space.capacity}, {"free_bytes", space.available}};
}

// The parts are asked one by one, as /readyz does; a part that is away must not hide the others.
Result<http::Response> system(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  Services& services = app.services;
  const bool database = services.database->ping().ok();
  const bool bucket = services.store_place.find("://") != std::string::npos;
  const Json parts = {
      {{"name", "database"},
       {"kind", services.database->dialect() == database::Dialect::kPostgres ? "postgresql" : "sqlite"},
       {"answers", database}},
      {{"name", "store"},
       {"kind", bucket ? "bucket" : "folder"},
       {"answers", services.store->list("ready/", {}, 1).ok()}},
      {{"name", "cache"}, {"kind", nullptr}, {"answers", services.cache->get("ready").ok()}}};
  Json workers = Json::array();
  Json tasks;
  if (database) {
    THETA_ASSIGN(const auto busy, database::busy_workers_for_admin(*services.database));
    for (const database::BusyWorker& worker : busy)
      workers.push_back({{"name", worker.name}, {"tasks", worker.tasks}, {"since", time_text(worker.since)}});
    THETA_ASSIGN(const auto counts, database::Tasks(*services.database).count_for_admin());
    tasks = task_counts(counts);
  }
  const http::ServerStats stats = app.metrics.stats();
  return json_answer(200, {{"version", THETA_VERSION},
                           {"started_at", time_text(app.started)},
                           {"accounts", app.access.accounts},
                           {"parts", parts},
                           {"tasks", tasks},
                           {"workers", workers},
                           {"disk", disk_json(services.data)},
                           {"http",
                            {{"connections", stats.connections},
                             {"event_streams", stats.event_streams},
                             {"requests_waiting", stats.requests_waiting},
                             {"requests_running", stats.requests_running},
                             {"requests", stats.requests},
                             {"refused_requests", stats.refused_requests}}}});
}

}  // namespace

void add_admin_system_routes(Routes& routes) {
  routes.add("GET", "/api/admin/storage", storage, {}, Access::kAdmin);
  routes.add("GET", "/api/admin/system", system, {}, Access::kAdmin);
}

}  // namespace theta::server
