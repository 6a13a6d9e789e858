#include "database/task_queue.h"

#include <algorithm>

#include "base/clock.h"
#include "database/dialect.h"
#include "database/next_task.h"
#include "database/page.h"

namespace theta::database {
namespace {

void end_task(Task& task, TaskState state) {
  task.state = state;
  task.delay = 0;
  task.finished = unix_milliseconds();
}

int64_t delay_after(int64_t failures, const QueueRules& rules) {
  int64_t delay = rules.first_delay.count();
  for (int64_t i = 1; i < failures && delay < rules.longest_delay.count(); ++i) delay *= 6;
  return std::clamp<int64_t>(delay, 1, rules.longest_delay.count());
}

/// The holder of `task` is gone.
Status rescue(Connection& connection, Task& task, const QueueRules& rules) {
  ++task.fence;  // whatever the holder still sends is stale from here on
  ++task.losses;
  if (task.state == TaskState::kCancelling) {
    end_task(task, TaskState::kCancelled);
  } else if (task.losses >= rules.max_losses) {
    task.error_code = "worker_lost";
    task.error_message =
        fmt::format("its worker was lost {} times in a row without any progress", task.losses);
    end_task(task, TaskState::kDead);
  } else {
    task.state = TaskState::kPending;
  }
  return save_task(connection, task, true);
}

}  // namespace

Result<Task> find_held(Connection& connection, const Lease& lease) {
  THETA_ASSIGN(
      std::optional<Task> task,
      find_task(connection, "id = ? and owner = ? and fence = ? and state in ('running', 'cancelling')",
                lock_rows(connection.dialect(), "tasks"), lease.task, lease.owner, lease.fence));
  if (!task) return make_error(ErrorKind::kConflict, "the lease on task {} is over", lease.task.text());
  return *std::move(task);
}

Result<std::optional<Claim>> TaskQueue::claim_for_worker(std::string_view worker) {
  return database_.write([&](Connection& connection) -> Result<std::optional<Claim>> {
    THETA_ASSIGN(std::optional<Task> next, lock_next_task(connection, rules_.max_running));
    if (!next) return std::optional<Claim>();
    Task task = *std::move(next);
    task.state = TaskState::kRunning;
    task.worker = worker;
    task.started = unix_milliseconds();
    task.beat = 0;
    ++task.fence;
    THETA_RETURN_IF_ERROR(save_task(connection, task, true));
    const Lease lease{.task = task.id, .owner = task.owner, .fence = task.fence};
    return std::optional<Claim>(Claim{std::move(task), lease});
  });
}

Result<TaskState> TaskQueue::heartbeat(const Lease& lease, const std::optional<Progress>& progress) {
  return database_.write([&](Connection& connection) -> Result<TaskState> {
    THETA_ASSIGN(Task task, find_held(connection, lease));
    ++task.beat;
    if (progress) {
      if (progress->fraction > task.progress.fraction) task.losses = 0;
      task.progress = *progress;
    }
    THETA_RETURN_IF_ERROR(save_task(connection, task, false));
    return task.state;
  });
}

Result<Task> TaskQueue::complete(const Lease& lease, std::string_view result_json,
                                 const std::vector<NewModel>& models) {
  return database_.write([&](Connection& connection) -> Result<Task> {
    THETA_ASSIGN(Task task, find_held(connection, lease));
    if (task.state == TaskState::kCancelling) {
      return make_error(ErrorKind::kCancelled, "task {} is to be cancelled", task.id.text());
    }
    for (const NewModel& model : models) {
      THETA_RETURN_IF_ERROR(insert_model(connection, task.owner, task.dataset, task.id, model).status());
    }
    if (!models.empty()) task.model = models.front().id;
    task.result_json = result_json;
    task.error_code.reset();
    task.error_message.reset();
    task.progress.fraction = 1;
    end_task(task, TaskState::kCompleted);
    THETA_RETURN_IF_ERROR(save_task(connection, task, true));
    return task;
  });
}

Result<Task> TaskQueue::fail(const Lease& lease, const JobFailure& failure) {
  return database_.write([&](Connection& connection) -> Result<Task> {
    THETA_ASSIGN(Task task, find_held(connection, lease));
    ++task.failures;
    task.losses = 0;
    task.error_code = failure.code;
    task.error_message = failure.message;
    if (task.state == TaskState::kCancelling) {
      end_task(task, TaskState::kCancelled);
    } else if (!failure.retry) {
      end_task(task, TaskState::kFailed);
    } else if (task.failures >= rules_.max_failures) {
      end_task(task, TaskState::kDead);
    } else {
      task.state = TaskState::kPending;
      task.delay = delay_after(task.failures, rules_);
    }
    THETA_RETURN_IF_ERROR(save_task(connection, task, true));
    return task;
  });
}

Result<Task> TaskQueue::release(const Lease& lease) {
  return database_.write([&](Connection& connection) -> Result<Task> {
    THETA_ASSIGN(Task task, find_held(connection, lease));
    if (task.state == TaskState::kCancelling) {
      end_task(task, TaskState::kCancelled);
    } else {
      task.state = TaskState::kPending;
    }
    THETA_RETURN_IF_ERROR(save_task(connection, task, true));
    return task;
  });
}

Result<Task> TaskQueue::confirm_cancelled(const Lease& lease) {
  return database_.write([&](Connection& connection) -> Result<Task> {
    THETA_ASSIGN(Task task, find_held(connection, lease));
    if (task.state != TaskState::kCancelling) {
      return make_error(ErrorKind::kConflict, "nobody asked to cancel task {}", task.id.text());
    }
    end_task(task, TaskState::kCancelled);
    THETA_RETURN_IF_ERROR(save_task(connection, task, true));
    return task;
  });
}

Result<std::vector<Wait>> TaskQueue::waits_for_worker() {
  return database_.read([](Connection& connection) {
    return connection.select<Wait>(
        "select id, fence, beat, delay from tasks where state in ('running', 'cancelling') union all "
        "select id, fence, beat, delay from tasks where state = 'pending' and delay > 0");
  });
}

Result<bool> TaskQueue::end_wait_for_worker(const Wait& wait) {
  return database_.write([&](Connection& connection) -> Result<bool> {
    const std::string_view state =
        wait.delay > 0 ? "state = 'pending' and delay > 0" : "state in ('running', 'cancelling')";
    THETA_ASSIGN(std::optional<Task> task,
                 find_task(connection, fmt::format("id = ? and fence = ? and beat = ? and {}", state),
                           lock_rows(connection.dialect(), "tasks"), wait.task, wait.fence, wait.beat));
    if (!task) return false;
    if (wait.delay > 0) {
      task->delay = 0;
      THETA_RETURN_IF_ERROR(save_task(connection, *task, false));
    } else {
      THETA_RETURN_IF_ERROR(rescue(connection, *task, rules_));
    }
    return true;
  });
}

Result<int64_t> TaskQueue::rescue_all_for_worker(std::string_view worker) {
  return database_.write([&](Connection& connection) -> Result<int64_t> {
    THETA_ASSIGN(
        std::vector<Task> tasks,
        connection.select<Task>(
            fmt::format("select {} from tasks where state in ('running', 'cancelling') and worker = ? "
                        "order by number{}",
                        Task::kColumns, lock_rows(connection.dialect(), "tasks")),
            worker));
    for (Task& task : tasks) THETA_RETURN_IF_ERROR(rescue(connection, task, rules_));
    return static_cast<int64_t>(tasks.size());
  });
}

Result<std::optional<TaskState>> TaskQueue::state_for_worker(const TaskId& id) {
  return database_.read([&](Connection& connection) -> Result<std::optional<TaskState>> {
    THETA_ASSIGN(const std::optional<Task> task, find_task(connection, "id = ?", "", id));
    return task ? std::optional(task->state) : std::nullopt;
  });
}

}  // namespace theta::database
