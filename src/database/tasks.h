#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "database/page.h"
#include "database/task.h"

namespace theta::database {

struct NewTask {
  std::optional<DatasetId> dataset;
  std::string kind;
  std::string request_json;
  int64_t priority = 0;
};

/// What a client sends along so that a repeated request is the same task.
struct IdempotencyKey {
  std::string name;
  std::string body_sha256;  ///< of the request
};
inline constexpr int64_t kIdempotencyLifetimeMs = 24 * 3600 * 1000;

struct CreatedTask {
  Task task;
  bool repeated = false;  ///< the key was known: this is the task of the first request
};

/// Which tasks to list; empty members leave nothing out.
struct TaskFilter {
  std::optional<TaskState> state;
  std::optional<std::string> kind;
  std::optional<DatasetId> dataset;
  std::optional<ModelId> about;  ///< the model that the request names
};

/// How many tasks are in one state.
struct StateCount {
  TaskState state = TaskState::kPending;
  int64_t tasks = 0;
  static auto fields(auto& self) { return std::tie(self.state, self.tasks); }
};

/// Tasks as their owners see them. A task of somebody else does not exist (kNotFound).
class Tasks {
 public:
  explicit Tasks(Database& database) : database_(database) {}

  /// When this returns, the task is stored durably. kNotFound for a data set that is not the owner's,
  /// kConflict for a key that came with another body within its 24 hours, kTooMany when the owner has
  /// `max_queued` waiting tasks (or as many as their own quota allows).
  Result<CreatedTask> create(const UserId& owner, const NewTask& task,
                             const std::optional<IdempotencyKey>& key, int64_t max_queued);

  Result<Task> get(const UserId& owner, const TaskId& id);
  /// The newest first.
  Result<Listing<Task>> list(const UserId& owner, const TaskFilter& filter, const Page& page);

  /// A waiting task is cancelled; of a running one the holder learns with its next heartbeat. Asking again
  /// changes nothing; kConflict when the task has ended in another way.
  Result<Task> cancel(const UserId& owner, const TaskId& id);
  /// Makes a failed, dead or cancelled task wait again, as if it had never failed; it goes on from its
  /// checkpoint when it has one. kConflict in the other states.
  Result<Task> restart(const UserId& owner, const TaskId& id);
  /// Forgets an ended task with its lines; its model stays. kConflict while it waits or runs.
  Status remove(const UserId& owner, const TaskId& id);

  Result<std::vector<StateCount>> count_for_admin();
  /// The number removed.
  Result<int64_t> remove_old_keys_for_admin();

 private:
  Database& database_;
};

}  // namespace theta::database
