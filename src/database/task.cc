#include "database/task.h"

#include "database/deliveries.h"
#include "database/task_lines.h"
#include "formats/json.h"

namespace theta::database {
namespace {

std::string history_line(const Task& task) {
  formats::Json line;
  line["state"] = kTaskStateNames[static_cast<size_t>(task.state)];
  if (is_held(task.state)) line["worker"] = task.worker;
  if (task.failures > 0) line["failures"] = task.failures;
  if (task.losses > 0) line["losses"] = task.losses;
  if (task.delay > 0) line["delay_ms"] = task.delay;
  if (task.error_code) line["error_code"] = *task.error_code;
  if (task.error_message) line["error_message"] = *task.error_message;
  return formats::json_line(line);
}

}  // namespace

Status save_task(Connection& connection, const Task& task, bool state_changed) {
  THETA_RETURN_IF_ERROR(
      connection
          .change(
              "update tasks set state = ?, step = ?, progress = ?, message = ?, result_json = ?, model = ?, "
              "error_code = ?, error_message = ?, started = ?, finished = ?, failures = ?, losses = ?, delay "
              "= ?, "
              "fence = ?, beat = ?, worker = ? where number = ?",
              task.state, task.progress.step, task.progress.fraction, task.progress.message, task.result_json,
              task.model, task.error_code, task.error_message, task.started, task.finished, task.failures,
              task.losses, task.delay, task.fence, task.beat, task.worker, task.number)
          .status());
  if (!state_changed) return Status();
  if (is_final(task.state)) THETA_RETURN_IF_ERROR(tell_webhooks(connection, task));
  return append_lines(connection, task.id, Stream::kHistory, {history_line(task)});
}

}  // namespace theta::database
