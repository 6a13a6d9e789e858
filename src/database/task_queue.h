#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "database/models.h"
#include "database/task.h"

namespace theta::database {

/// How tasks are handed out and given up.
struct QueueRules {
  int64_t max_running = 2;   ///< at once for one user who has no quota of their own
  int64_t max_failures = 3;  ///< then a task is dead
  int64_t max_losses = 10;   ///< workers lost in a row without progress; then it is dead
  std::chrono::milliseconds first_delay{
      5000};  ///< before the second try; six times as long before each later one
  std::chrono::milliseconds longest_delay{600000};
};

struct Claim {
  Task task;
  Lease lease;
};

/// Why a job did not succeed.
struct JobFailure {
  std::string code;
  std::string message;
  bool retry = true;  ///< false for what would only fail again: bad input
};

/// Something that ends when nothing has happened for a time: a lease without heartbeats, or the delay before
/// another try. See WaitWatch.
struct Wait {
  TaskId task;
  int64_t fence = 0;
  int64_t beat = 0;
  int64_t delay = 0;  ///< ms before another try; 0: a lease
  static auto fields(auto& self) { return std::tie(self.task, self.fence, self.beat, self.delay); }
};

/// Tasks as workers see them. All methods may be called by any number of workers on any number of machines;
/// no clock is compared with another.
///
/// Whoever is served: the highest priority first; among equals the user with the fewest running tasks, then
/// the one who has waited longest since they were served, then the older task. Tasks of disabled users wait.
///
/// Every method with a lease answers kConflict when the lease is over: the task was rescued, and nothing was
/// changed. A holder that hears it stops and publishes nothing.
class TaskQueue {
 public:
  TaskQueue(Database& database, const QueueRules& rules) : database_(database), rules_(rules) {}

  /// Takes the next task. Empty when none may run now.
  Result<std::optional<Claim>> claim_for_worker(std::string_view worker);

  /// Shows that the holder lives; call it every few seconds. The answer is kCancelling when it shall stop.
  Result<TaskState> heartbeat(const Lease& lease, const std::optional<Progress>& progress);
  /// Ends the task well and adds its models, all or nothing; the first is the one that the task names.
  /// kCancelled when the owner has asked to cancel: the task is still held then, and nothing was kept.
  Result<Task> complete(const Lease& lease, std::string_view result_json,
                        const std::vector<NewModel>& models);
  /// Ends this try: the task waits for another, or is failed, or dead.
  Result<Task> fail(const Lease& lease, const JobFailure& failure);
  /// Hands the task back unharmed (the worker stops). A task that was to be cancelled is cancelled.
  Result<Task> release(const Lease& lease);
  /// Says that the work was stopped as its owner wished.
  Result<Task> confirm_cancelled(const Lease& lease);

  /// All leases and delays there are, to be watched.
  Result<std::vector<Wait>> waits_for_worker();
  /// Ends a wait that is over: puts a lost task back, or lets a delayed one go first again. False when it
  /// had ended or changed by itself.
  Result<bool> end_wait_for_worker(const Wait& wait);
  /// Puts back all that `worker` holds, when it is known to be gone: a server that starts again does this
  /// with its own name. The number of tasks.
  Result<int64_t> rescue_all_for_worker(std::string_view worker);
  /// Of a task whoever owns it; nothing where there is none.
  Result<std::optional<TaskState>> state_for_worker(const TaskId& id);

 private:
  Database& database_;
  const QueueRules rules_;
};

/// The task of a lease, locked; kConflict when the lease is over.
Result<Task> find_held(Connection& connection, const Lease& lease);

}  // namespace theta::database
