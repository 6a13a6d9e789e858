#include "database/task_lines.h"

#include "base/clock.h"
#include "database/dialect.h"
#include "database/page.h"
#include "database/task_queue.h"

namespace theta::database {
namespace {

constexpr std::array<std::string_view, 3> kCounters = {"history_count", "event_count", "log_count"};

}  // namespace

Status append_lines(Connection& connection, const TaskId& task, Stream stream,
                    const std::vector<std::string>& bodies) {
  const auto index = static_cast<size_t>(stream);
  const auto count = static_cast<int64_t>(bodies.size());
  THETA_ASSIGN(const int64_t last,
               connection.single<int64_t>(
                   fmt::format("update tasks set {0} = {0} + ? where id = ? returning {0}", kCounters[index]),
                   count, task));
  const int64_t now = unix_milliseconds();
  int64_t seq = last - count;
  for (const std::string& body : bodies) {
    THETA_RETURN_IF_ERROR(
        connection
            .change("insert into task_lines (task, stream, seq, at, body) values (?, ?, ?, ?, ?)", task,
                    stream, ++seq, now, body)
            .status());
  }
  if (last <= kLinesKept[index]) return Status();
  return connection
      .change("delete from task_lines where task = ? and stream = ? and seq <= ?", task, stream,
              last - kLinesKept[index])
      .status();
}

Status TaskLines::append(const Lease& lease, Stream stream, const std::vector<std::string>& bodies) {
  for (const std::string& body : bodies) {
    if (body.size() > kLongestLine) {
      return bad_input("a line of {} bytes is longer than {}", body.size(), kLongestLine);
    }
  }
  if (bodies.empty()) return Status();
  return database_.write([&](Connection& connection) -> Status {
    THETA_RETURN_IF_ERROR(find_held(connection, lease).status());
    return append_lines(connection, lease.task, stream, bodies);
  });
}

Result<std::vector<TaskLine>> TaskLines::list(const UserId& owner, const TaskId& task, Stream stream,
                                              int64_t after, int64_t limit) {
  if (limit < 0 || limit > kLargestPage)
    return usage_error("limit: {} is not between 0 and {}", limit, kLargestPage);
  return database_.read([&](Connection& connection) -> Result<std::vector<TaskLine>> {
    THETA_ASSIGN(
        const int64_t count,
        connection.single<int64_t>("select count(*) from tasks where owner = ? and id = ?", owner, task));
    if (count == 0) return not_found("the task does not exist");
    return connection.select<TaskLine>(
        "select seq, at, body from task_lines where task = ? and stream = ? and seq > ? order by seq limit ?",
        task, stream, after, limit);
  });
}

}  // namespace theta::database
