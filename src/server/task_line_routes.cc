#include <charconv>

#include "database/task_lines.h"
#include "database/tasks.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

constexpr int64_t kMostLines = 1000;
constexpr int64_t kLargestNumber = int64_t{1} << 53;

Result<database::TaskId> id_of(const http::Request& request) {
  return read_id<database::TaskId>(request.param("id"), "the task");
}

// Lines behind `after`; `next` is the number to ask with for those that follow.
Result<http::Response> lines(Application& app, Call& call, database::Stream stream) {
  THETA_ASSIGN(const database::TaskId id, id_of(call.request));
  THETA_RETURN_IF_ERROR(check_query(call.request, {"after", "limit"}));
  THETA_ASSIGN(const int64_t after, query_number(call.request, "after", 0, 0, kLargestNumber));
  THETA_ASSIGN(const int64_t limit, query_number(call.request, "limit", kMostLines, 1, kMostLines));
  THETA_ASSIGN(const auto found,
               database::TaskLines(*app.services.database).list(call.caller.user, id, stream, after, limit));
  formats::Json items = formats::Json::array();
  for (const database::TaskLine& line : found) {
    formats::Json item = {{"number", line.seq}, {"at", time_text(line.at)}};
    if (stream == database::Stream::kHistory) {
      item["change"] = stored_json(line.body);
    } else {
      item["text"] = line.body;
    }
    items.push_back(std::move(item));
  }
  return json_answer(200, {{"items", std::move(items)}, {"next", found.empty() ? after : found.back().seq}});
}

Result<http::Response> events(Application& app, Call& call) {
  THETA_ASSIGN(const database::TaskId id, id_of(call.request));
  THETA_RETURN_IF_ERROR(check_query(call.request, {"after"}));
  THETA_ASSIGN(int64_t after, query_number(call.request, "after", 0, 0, kLargestNumber));
  const std::string_view last = call.request.header_or_empty("Last-Event-ID");
  if (!last.empty()) {
    const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), after);
    if (error != std::errc() || end != last.data() + last.size() || after < 0)
      return usage_error("Last-Event-ID: must be the id of an event of this task");
  }
  THETA_ASSIGN(const auto task, database::Tasks(*app.services.database).get(call.caller.user, id));
  return http::Response::events(app.events.open(call.caller.user, task, after, app.gate.watch(call.request)));
}

}  // namespace

void add_task_line_routes(Routes& routes) {
  routes.add("GET", "/api/tasks/{id}/logs",
             [](Application& app, Call& call) { return lines(app, call, database::Stream::kLog); });
  routes.add("GET", "/api/tasks/{id}/history",
             [](Application& app, Call& call) { return lines(app, call, database::Stream::kHistory); });
  routes.add("GET", "/api/tasks/{id}/events", events);
}

}  // namespace theta::server
