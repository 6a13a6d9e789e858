// Tasks as their owners see them.
#include <thread>
#include <vector>

#include "base/clock.h"
#include "database/datasets.h"
#include "database/task_lines.h"
#include "database/task_queue.h"
#include "database/tasks.h"
#include "fixture.h"
#include "formats/json.h"

namespace theta::database {
namespace {

class TasksContract : public OnBoth {
 protected:
  Task create(const User& user, int64_t priority = 0) {
    return tasks()
        .create(user.id, {.kind = "train", .request_json = "{}", .priority = priority}, std::nullopt, 1000)
        .value()
        .task;
  }
  Tasks tasks() { return Tasks(database()); }
  TaskQueue queue() { return TaskQueue(database(), QueueRules{.max_running = 100}); }

  std::vector<std::string> states(const Task& task) {
    std::vector<std::string> names;
    const auto lines = TaskLines(database()).list(task.owner, task.id, Stream::kHistory, 0, 100).value();
    for (const TaskLine& line : lines) {
      names.push_back(formats::parse_json(line.body, "line").value()["state"]);
    }
    return names;
  }
};

TEST_P(TasksContract, NewTaskWaits) {
  const User user = add_user("a");
  const Dataset dataset = Datasets(database()).add(user.id, "d", "{}").value();
  const auto made = tasks().create(
      user.id, {.dataset = dataset.id, .kind = "train", .request_json = "{\"k\":20}", .priority = 3},
      std::nullopt, 1);
  ASSERT_EQ(outcome(made), "ok");
  EXPECT_FALSE(made.value().repeated);
  const Task task = tasks().get(user.id, made.value().task.id).value();
  EXPECT_EQ(task.state, TaskState::kPending);
  EXPECT_EQ(task.dataset, dataset.id);
  EXPECT_EQ(task.request_json, "{\"k\":20}");
  EXPECT_EQ(task.priority, 3);
  EXPECT_NEAR(static_cast<double>(task.created), static_cast<double>(unix_milliseconds()), 60000);
  EXPECT_EQ(states(task), std::vector<std::string>{"pending"});
}

TEST_P(TasksContract, SameKeyIsTheSameTask) {
  const User user = add_user("a");
  const IdempotencyKey key{"key-1", "body-1"};
  const auto first = tasks().create(user.id, {.kind = "train"}, key, 10).value();
  const auto again = tasks().create(user.id, {.kind = "train"}, key, 10).value();
  EXPECT_FALSE(first.repeated);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.task.id, first.task.id);
  EXPECT_EQ(kind(tasks().create(user.id, {.kind = "train"}, IdempotencyKey{"key-1", "body-2"}, 10)),
            ErrorKind::kBadInput);
  // Somebody else's key of that name is another key.
  EXPECT_FALSE(tasks().create(add_user("b").id, {.kind = "train"}, key, 10).value().repeated);
  EXPECT_EQ(tasks().list(user.id, {}, {}).value().total, 1);
}

TEST_P(TasksContract, KeyIsForgottenAfterADay) {
  const User user = add_user("a");
  const IdempotencyKey key{"key", "body"};
  const auto first = tasks().create(user.id, {.kind = "train"}, key, 10).value();
  const auto age = [&](int64_t milliseconds) {
    return database().write([&](Connection& c) {
      return c.change("update idempotency_keys set created = ?", unix_milliseconds() - milliseconds).status();
    });
  };
  ASSERT_TRUE(age(kIdempotencyLifetimeMs - 60000).ok());
  EXPECT_EQ(tasks().create(user.id, {.kind = "train"}, key, 10).value().task.id, first.task.id);
  EXPECT_EQ(tasks().remove_old_keys_for_admin().value(), 0);
  ASSERT_TRUE(age(kIdempotencyLifetimeMs).ok());
  EXPECT_NE(tasks().create(user.id, {.kind = "train"}, IdempotencyKey{"key", "other"}, 10).value().task.id,
            first.task.id);
  ASSERT_TRUE(age(kIdempotencyLifetimeMs).ok());
  EXPECT_EQ(tasks().remove_old_keys_for_admin().value(), 1);
}

TEST_P(TasksContract, QuotaOnWaitingTasks) {
  const User user = add_user("a");
  for (int i = 0; i < 3; ++i) create(user);
  EXPECT_EQ(kind(tasks().create(user.id, {.kind = "train"}, std::nullopt, 3)), ErrorKind::kTooMany);
  EXPECT_TRUE(tasks().create(user.id, {.kind = "train"}, std::nullopt, 4).ok());
  ASSERT_TRUE(Users(database()).set_quotas_for_admin(user.id, {.max_queued = 5}).ok());
  EXPECT_TRUE(tasks().create(user.id, {.kind = "train"}, std::nullopt, 3).ok());
  EXPECT_EQ(kind(tasks().create(user.id, {.kind = "train"}, std::nullopt, 100)), ErrorKind::kTooMany);
  EXPECT_EQ(kind(tasks().create(UserId::random(), {.kind = "train"}, std::nullopt, 100)),
            ErrorKind::kNotFound);
}

TEST_P(TasksContract, ListsByStateKindAndDataset) {
  const User user = add_user("a");
  const Dataset dataset = Datasets(database()).add(user.id, "d", "{}").value();
  const Task first = create(user);
  const Task second =
      tasks().create(user.id, {.dataset = dataset.id, .kind = "sweep"}, std::nullopt, 10).value().task;
  const Task third = create(user);
  ASSERT_TRUE(tasks().cancel(user.id, third.id).ok());
  const auto ids = [&](const TaskFilter& filter) {
    std::vector<TaskId> found;
    const auto listing = tasks().list(user.id, filter, {}).value();
    for (const Task& task : listing.items) found.push_back(task.id);
    return found;
  };
  EXPECT_EQ(ids({}), (std::vector<TaskId>{third.id, second.id, first.id}));
  EXPECT_EQ(ids({.state = TaskState::kPending}), (std::vector<TaskId>{second.id, first.id}));
  EXPECT_EQ(ids({.kind = "sweep"}), (std::vector<TaskId>{second.id}));
  EXPECT_EQ(ids({.dataset = dataset.id}), (std::vector<TaskId>{second.id}));
  EXPECT_EQ(ids({.state = TaskState::kCancelled, .kind = "sweep"}), std::vector<TaskId>());
  const auto counts = tasks().count_for_admin().value();
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_EQ(counts[0].state, TaskState::kCancelled);
  EXPECT_EQ(counts[1].tasks, 2);
}

TEST_P(TasksContract, WaitingTaskIsCancelledAtOnce) {
  const User user = add_user("a");
  const Task task = create(user);
  EXPECT_EQ(tasks().cancel(user.id, task.id).value().state, TaskState::kCancelled);
  EXPECT_EQ(tasks().cancel(user.id, task.id).value().state, TaskState::kCancelled);
  EXPECT_EQ(queue().claim_for_worker("w").value(), std::nullopt);
  EXPECT_EQ(states(task), (std::vector<std::string>{"pending", "cancelled"}));
  EXPECT_TRUE(tasks().get(user.id, task.id).value().finished.has_value());
}

TEST_P(TasksContract, RunningTaskIsCancelledByItsHolder) {
  const User user = add_user("a");
  const Task task = create(user);
  const Claim claim = queue().claim_for_worker("w").value().value();
  EXPECT_EQ(kind(queue().confirm_cancelled(claim.lease)), ErrorKind::kConflict);
  EXPECT_EQ(tasks().cancel(user.id, task.id).value().state, TaskState::kCancelling);
  EXPECT_EQ(kind(tasks().remove(user.id, task.id)), ErrorKind::kConflict);
  EXPECT_EQ(queue().heartbeat(claim.lease, std::nullopt).value(), TaskState::kCancelling);
  EXPECT_EQ(kind(queue().complete(claim.lease, "{}", {NewModel{.name = "m", .kind = "etm"}})),
            ErrorKind::kCancelled);
  EXPECT_EQ(queue().confirm_cancelled(claim.lease).value().state, TaskState::kCancelled);
  EXPECT_EQ(states(task), (std::vector<std::string>{"pending", "running", "cancelling", "cancelled"}));
  EXPECT_EQ(Models(database()).list(user.id, {}, {}).value().total, 0);
}

TEST_P(TasksContract, EndedTaskStartsAgainOrGoes) {
  const User user = add_user("a");
  const Task task = create(user);
  EXPECT_EQ(kind(tasks().restart(user.id, task.id)), ErrorKind::kConflict);
  EXPECT_EQ(kind(tasks().remove(user.id, task.id)), ErrorKind::kConflict);
  const Claim claim = queue().claim_for_worker("w").value().value();
  ASSERT_TRUE(queue().fail(claim.lease, {"bad_input", "row 7 has no text", false}).ok());
  EXPECT_EQ(kind(tasks().cancel(user.id, task.id)), ErrorKind::kConflict);
  const Task again = tasks().restart(user.id, task.id).value();
  EXPECT_EQ(again.state, TaskState::kPending);
  EXPECT_EQ(again.failures, 0);
  EXPECT_EQ(again.error_message, std::nullopt);
  const Claim second = queue().claim_for_worker("w").value().value();
  EXPECT_GT(second.lease.fence, claim.lease.fence);
  ASSERT_TRUE(queue().complete(second.lease, "{}", {}).ok());
  EXPECT_EQ(kind(tasks().restart(user.id, task.id)), ErrorKind::kConflict);
  ASSERT_TRUE(tasks().remove(user.id, task.id).ok());
  EXPECT_EQ(kind(tasks().get(user.id, task.id)), ErrorKind::kNotFound);
}

TEST_P(TasksContract, LinesAreNumberedAndCapped) {
  const User user = add_user("a");
  const Task task = create(user);
  TaskLines lines(database());
  const Claim claim = queue().claim_for_worker("w").value().value();
  ASSERT_TRUE(lines.append(claim.lease, Stream::kEvents, {"{\"n\":1}", "{\"n\":2}"}).ok());
  ASSERT_TRUE(lines.append(claim.lease, Stream::kEvents, {"{\"n\":3}"}).ok());
  ASSERT_TRUE(lines.append(claim.lease, Stream::kLog, {"开始"}).ok());
  ASSERT_TRUE(lines.append(claim.lease, Stream::kLog, {}).ok());
  const auto behind = lines.list(user.id, task.id, Stream::kEvents, 1, 10).value();
  ASSERT_EQ(behind.size(), 2u);
  EXPECT_EQ(behind[0].seq, 2);
  EXPECT_EQ(behind[1].body, "{\"n\":3}");
  EXPECT_EQ(lines.list(user.id, task.id, Stream::kLog, 0, 10).value().at(0).body, "开始");
  EXPECT_EQ(kind(lines.append(claim.lease, Stream::kLog, {std::string(kLongestLine + 1, 'x')})),
            ErrorKind::kBadInput);
  EXPECT_EQ(kind(lines.append(claim.lease, Stream::kLog, {"fine", "\xff"})), ErrorKind::kBadInput);
  EXPECT_EQ(lines.list(user.id, task.id, Stream::kLog, 0, 10).value().size(), 1u);
  EXPECT_EQ(kind(lines.list(add_user("b").id, task.id, Stream::kLog, 0, 10)), ErrorKind::kNotFound);

  const int64_t kept = kLinesKept[static_cast<size_t>(Stream::kEvents)];
  for (int64_t sent = 0; sent < kept; sent += 1000) {
    ASSERT_TRUE(lines.append(claim.lease, Stream::kEvents, std::vector<std::string>(1000, "{}")).ok());
  }
  const auto last = lines.list(user.id, task.id, Stream::kEvents, 0, 1).value();
  ASSERT_EQ(last.size(), 1u);
  EXPECT_EQ(last[0].seq, 4);  // three were one behind the other when `kept` more came
  ASSERT_TRUE(queue().release(claim.lease).ok());
  EXPECT_EQ(kind(lines.append(claim.lease, Stream::kLog, {"late"})), ErrorKind::kConflict);
}

THETA_ON_BOTH(TasksContract);

}  // namespace
}  // namespace theta::database
