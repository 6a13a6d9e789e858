#include "database/tasks.h"

#include "base/clock.h"
#include "database/dialect.h"

namespace theta::database {
namespace {

struct KnownKey {
  std::string body_sha256;
  TaskId task;
  static auto fields(auto& self) { return std::tie(self.body_sha256, self.task); }
};

struct KnownDataset {
  DatasetId id;
  static auto fields(auto& self) { return std::tie(self.id); }
};

struct OwnQuota {
  std::optional<int64_t> max_queued;
  static auto fields(auto& self) { return std::tie(self.max_queued); }
};

Result<Task> find_own(Connection& connection, const UserId& owner, const TaskId& id, std::string_view lock) {
  THETA_ASSIGN(std::optional<Task> task, find_task(connection, "owner = ? and id = ?", lock, owner, id));
  if (!task) return not_found("the task does not exist");
  return *std::move(task);
}

Error wrong_state(const Task& task, std::string_view what) {
  return make_error(ErrorKind::kConflict, "the task is {} and cannot be {}",
                    kTaskStateNames[static_cast<size_t>(task.state)], what);
}

/// The task that the key made, if it did.
Result<std::optional<Task>> find_repeated(Connection& connection, const UserId& owner,
                                          const IdempotencyKey& key) {
  THETA_RETURN_IF_ERROR(
      connection
          .change("delete from idempotency_keys where owner = ? and name = ? and created <= ?", owner,
                  key.name, unix_milliseconds() - kIdempotencyLifetimeMs)
          .status());
  THETA_ASSIGN(
      const std::optional<KnownKey> known,
      connection.first<KnownKey>(
          "select body_sha256, task from idempotency_keys where owner = ? and name = ?", owner, key.name));
  if (!known) return std::optional<Task>();
  if (known->body_sha256 != key.body_sha256) {
    return bad_input("Idempotency-Key: was used for another request");
  }
  THETA_ASSIGN(Task task, find_own(connection, owner, known->task, ""));
  return std::optional<Task>(std::move(task));
}

Status check_allowed(Connection& connection, const UserId& owner, const NewTask& task, int64_t max_queued) {
  if (task.dataset) {
    // "Key share" as a foreign key takes it: a removal of the data set waits, or has won already.
    const std::string_view lock = connection.dialect() == Dialect::kPostgres ? " for key share" : "";
    THETA_ASSIGN(
        const auto found,
        connection.first<KnownDataset>(
            fmt::format("select id from datasets where owner = ? and id = ?{}", lock), owner, *task.dataset));
    if (!found) return not_found("the data set does not exist");
  }
  THETA_ASSIGN(
      const int64_t waiting,
      connection.single<int64_t>("select count(*) from tasks where owner = ? and state = 'pending'", owner));
  if (waiting < max_queued) return Status();
  return make_error(ErrorKind::kTooMany, "{} tasks are waiting already; that is the most", waiting);
}

}  // namespace

Result<CreatedTask> Tasks::create(const UserId& owner, const NewTask& task,
                                  const std::optional<IdempotencyKey>& key, int64_t max_queued) {
  return database_.write([&](Connection& connection) -> Result<CreatedTask> {
    // The owner's row is held: their requests are served one by one, so quota and key cannot be overtaken.
    THETA_ASSIGN(const std::optional<OwnQuota> quota,
                 connection.first<OwnQuota>(fmt::format("select max_queued from users where id = ?{}",
                                                        lock_rows(connection.dialect(), "users")),
                                            owner));
    if (!quota) return not_found("the user does not exist");
    if (key) {
      THETA_ASSIGN(std::optional<Task> repeated, find_repeated(connection, owner, *key));
      if (repeated) return CreatedTask{*std::move(repeated), true};
    }
    THETA_RETURN_IF_ERROR(check_allowed(connection, owner, task, quota->max_queued.value_or(max_queued)));
    const TaskId id = TaskId::random();
    const int64_t now = unix_milliseconds();
    THETA_RETURN_IF_ERROR(connection
                              .change("insert into tasks (id, owner, dataset, kind, request_json, state, "
                                      "priority, created) values (?, "
                                      "?, ?, ?, ?, ?, ?, ?)",
                                      id, owner, task.dataset, task.kind, task.request_json,
                                      TaskState::kPending, task.priority, now)
                              .status());
    if (key) {
      THETA_RETURN_IF_ERROR(
          connection
              .change("insert into idempotency_keys (owner, name, body_sha256, task, created) values "
                      "(?, ?, ?, ?, ?)",
                      owner, key->name, key->body_sha256, id, now)
              .status());
    }
    THETA_ASSIGN(Task made, find_own(connection, owner, id, ""));
    THETA_RETURN_IF_ERROR(save_task(connection, made, true));
    return CreatedTask{std::move(made), false};
  });
}

Result<Task> Tasks::get(const UserId& owner, const TaskId& id) {
  return database_.read([&](Connection& connection) { return find_own(connection, owner, id, ""); });
}

Result<Listing<Task>> Tasks::list(const UserId& owner, const TaskFilter& filter, const Page& page) {
  // Requests are stored in one spelling, and no id is part of another.
  std::optional<std::string> about;
  if (filter.about) about = fmt::format("%\"model_id\":\"{}\"%", filter.about->text());
  return database_.read([&](Connection& connection) {
    return list_rows<Task>(
        connection, "tasks",
        "owner = ? and state = coalesce(?, state) and kind = coalesce(?, kind) and "
        "coalesce(dataset, '') = coalesce(?, dataset, '') and request_json like coalesce(?, '%')",
        "number desc", page, owner, filter.state, filter.kind, filter.dataset, about);
  });
}

Result<Task> Tasks::cancel(const UserId& owner, const TaskId& id) {
  return database_.write([&](Connection& connection) -> Result<Task> {
    THETA_ASSIGN(Task task, find_own(connection, owner, id, lock_rows(connection.dialect(), "tasks")));
    if (task.state == TaskState::kCancelling || task.state == TaskState::kCancelled) return task;
    if (is_final(task.state)) return wrong_state(task, "cancelled");
    if (task.state == TaskState::kRunning) {
      task.state = TaskState::kCancelling;
    } else {
      task.state = TaskState::kCancelled;
      task.finished = unix_milliseconds();
    }
    THETA_RETURN_IF_ERROR(save_task(connection, task, true));
    return task;
  });
}

Result<Task> Tasks::restart(const UserId& owner, const TaskId& id) {
  return database_.write([&](Connection& connection) -> Result<Task> {
    THETA_ASSIGN(Task task, find_own(connection, owner, id, lock_rows(connection.dialect(), "tasks")));
    if (!is_final(task.state) || task.state == TaskState::kCompleted)
      return wrong_state(task, "started again");
    task.state = TaskState::kPending;
    task.failures = task.losses = task.delay = 0;
    task.progress = Progress();
    task.error_code.reset();
    task.error_message.reset();
    task.finished.reset();
    THETA_RETURN_IF_ERROR(save_task(connection, task, true));
    return task;
  });
}

Status Tasks::remove(const UserId& owner, const TaskId& id) {
  return database_.write([&](Connection& connection) -> Status {
    THETA_ASSIGN(const Task task, find_own(connection, owner, id, lock_rows(connection.dialect(), "tasks")));
    if (!is_final(task.state)) return wrong_state(task, "removed; cancel it first");
    return connection.change("delete from tasks where number = ?", task.number).status();
  });
}

Result<std::vector<StateCount>> Tasks::count_for_admin() {
  return database_.read([](Connection& connection) {
    // One part for each index.
    constexpr std::string_view kCount = "select state, count(*) from tasks where state";
    return connection.select<StateCount>(fmt::format(
        "{0} = 'pending' group by state union all {0} in ('running', 'cancelling') group by state union all "
        "{0} in ('completed', 'failed', 'cancelled', 'dead') group by state order by state",
        kCount));
  });
}

Result<int64_t> Tasks::remove_old_keys_for_admin() {
  return database_.write([](Connection& connection) {
    return connection.change("delete from idempotency_keys where created <= ?",
                             unix_milliseconds() - kIdempotencyLifetimeMs);
  });
}

}  // namespace theta::database
