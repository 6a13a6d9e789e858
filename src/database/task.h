#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "database/id.h"

namespace theta::database {

/// pending -> running -> completed | failed | cancelled, with cancelling in between; dead after the last try.
enum class TaskState { kPending, kRunning, kCancelling, kCompleted, kFailed, kCancelled, kDead };
inline constexpr std::array<std::string_view, 7> kTaskStateNames = {
    "pending", "running", "cancelling", "completed", "failed", "cancelled", "dead"};
template <>
struct Stored<TaskState> : StoredByName<TaskState, kTaskStateNames> {};

/// Whether a worker holds a task in this state.
constexpr bool is_held(TaskState state) {
  return state == TaskState::kRunning || state == TaskState::kCancelling;
}
/// Whether nothing happens to it any more unless somebody asks.
constexpr bool is_final(TaskState state) {
  return state != TaskState::kPending && !is_held(state);
}

/// How far a task is, as its users see it.
struct Progress {
  std::string step;
  double fraction = 0;  ///< of the whole, 0 to 1
  std::string message;
};

/// A piece of work.
struct Task {
  int64_t number = 0;  ///< rises with each new task
  TaskId id;
  UserId owner;
  std::optional<DatasetId> dataset;
  std::string kind;          ///< train, sweep, ...
  std::string request_json;  ///< what was asked for
  TaskState state = TaskState::kPending;
  int64_t priority = 0;  ///< the higher goes first
  Progress progress;
  std::optional<std::string> result_json;  ///< when completed: metrics
  std::optional<ModelId> model;            ///< when completed, unless deleted since
  std::optional<std::string> error_code;
  std::optional<std::string> error_message;
  int64_t created = 0;
  std::optional<int64_t> started;  ///< the last time
  std::optional<int64_t> finished;
  int64_t failures = 0;  ///< times the work itself failed
  int64_t losses = 0;    ///< times in a row that its worker was lost, without progress in between
  int64_t delay = 0;     ///< ms to wait from the last failure on
  int64_t fence = 0;     ///< rises with each claim and rescue
  int64_t beat = 0;      ///< heartbeats of the holder
  std::string worker;    ///< the holder, or the last one

  static constexpr std::string_view kColumns =
      "number, id, owner, dataset, kind, request_json, state, priority, step, progress, message, "
      "result_json, model, "
      "error_code, error_message, created, started, finished, failures, losses, delay, fence, beat, worker";
  static auto fields(auto& self) {
    return std::tie(self.number, self.id, self.owner, self.dataset, self.kind, self.request_json, self.state,
                    self.priority, self.progress.step, self.progress.fraction, self.progress.message,
                    self.result_json, self.model, self.error_code, self.error_message, self.created,
                    self.started, self.finished, self.failures, self.losses, self.delay, self.fence,
                    self.beat, self.worker);
  }
};

/// The right to work on a task, from a claim until the task changes hands. Writes under a lease that is over
/// change nothing.
struct Lease {
  TaskId task;
  UserId owner;
  int64_t fence = 0;
};

/// The rows of `tasks` for which `condition` holds, locked until the end of the transaction.
template <typename... Args>
Result<std::optional<Task>> find_task(Connection& connection, std::string_view condition,
                                      std::string_view suffix, const Args&... args) {
  return connection.first<Task>(
      fmt::format("select {} from tasks where {}{}", Task::kColumns, condition, suffix), args...);
}

/// Writes back all that changes in a task's life, and adds a line to its history when `state_changed`.
Status save_task(Connection& connection, const Task& task, bool state_changed);

}  // namespace theta::database
