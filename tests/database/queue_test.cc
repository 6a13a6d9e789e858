// Tasks as workers see them: leases, failures, rescue, order, quotas.
#include <set>
#include <vector>

#include "database/next_task.h"
#include "database/task_lines.h"
#include "database/task_queue.h"
#include "database/tasks.h"
#include "database/wait_watch.h"
#include "fixture.h"

namespace theta::database {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class QueueContract : public OnBoth {
 protected:
  Task create(const User& user, int64_t priority = 0) {
    return Tasks(database())
        .create(user.id, {.kind = "train", .request_json = "{}", .priority = priority}, std::nullopt, 100000)
        .value()
        .task;
  }
  Claim claim(TaskQueue& queue, std::string_view worker = "w") {
    return queue.claim_for_worker(worker).value().value();
  }
  Task get(const Task& task) { return Tasks(database()).get(task.owner, task.id).value(); }
  TaskQueue generous() { return TaskQueue(database(), QueueRules{.max_running = 1000}); }
};

TEST_P(QueueContract, CompletedTaskHasItsModel) {
  const User user = add_user("a");
  const Task task = create(user);
  TaskQueue queue = generous();
  const Claim held = claim(queue);
  EXPECT_EQ(held.task.id, task.id);
  EXPECT_EQ(held.task.state, TaskState::kRunning);
  EXPECT_EQ(held.task.worker, "w");
  EXPECT_TRUE(held.task.started.has_value());
  EXPECT_FALSE(queue.claim_for_worker("w").value().has_value());
  EXPECT_EQ(queue.heartbeat(held.lease, Progress{"train", 0.25, "epoch 5"}).value(), TaskState::kRunning);
  EXPECT_EQ(get(task).progress.fraction, 0.25);
  EXPECT_EQ(get(task).progress.message, "epoch 5");
  const NewModel model{
      .name = "m", .kind = "etm", .object_prefix = "models/x", .manifest_json = "{}", .bytes = 7};
  ASSERT_EQ(outcome(queue.complete(held.lease, "{\"npmi\":0.1}", {model})), "ok");
  const Task done = get(task);
  EXPECT_EQ(done.state, TaskState::kCompleted);
  EXPECT_EQ(done.result_json, "{\"npmi\":0.1}");
  EXPECT_EQ(done.model, model.id);
  const Model made = Models(database()).get(user.id, model.id).value();
  EXPECT_EQ(made.task, task.id);
  EXPECT_EQ(made.object_prefix, "models/x");
  // Done is done: a repeated message changes nothing.
  EXPECT_EQ(kind(queue.complete(held.lease, "{}", {NewModel{.name = "again", .kind = "etm"}})),
            ErrorKind::kConflict);
  EXPECT_EQ(kind(queue.fail(held.lease, {"x", "y"})), ErrorKind::kConflict);
  EXPECT_EQ(Models(database()).list(user.id, {}, {}).value().total, 1);
  ASSERT_TRUE(Models(database()).begin_removal(user.id, model.id).ok());
  EXPECT_EQ(get(task).model, std::nullopt);
}

TEST_P(QueueContract, ModelThatCannotBeAddedLeavesTheTaskRunning) {
  const User user = add_user("a");
  const Task task = create(user);
  TaskQueue queue = generous();
  const Model other = Models(database()).add(user.id, std::nullopt, {.name = "n", .kind = "etm"}).value();
  const Claim held = claim(queue);
  EXPECT_EQ(kind(queue.complete(held.lease, "{}", {NewModel{.id = other.id, .name = "m", .kind = "etm"}})),
            ErrorKind::kConflict);
  EXPECT_EQ(get(task).state, TaskState::kRunning);
  EXPECT_EQ(get(task).result_json, std::nullopt);
}

TEST_P(QueueContract, TellsTheStateOfAnybodysTask) {
  const User user = add_user("a");
  const Task task = create(user);
  TaskQueue queue = generous();
  EXPECT_EQ(queue.state_for_worker(task.id).value(), TaskState::kPending);
  claim(queue);
  EXPECT_EQ(queue.state_for_worker(task.id).value(), TaskState::kRunning);
  EXPECT_EQ(queue.state_for_worker(TaskId::random()).value(), std::nullopt);
}

TEST_P(QueueContract, StaleHolderChangesNothing) {
  const User user = add_user("a");
  const Task task = create(user);
  TaskQueue queue = generous();
  const Claim frozen = claim(queue, "frozen");
  ASSERT_TRUE(queue.end_wait_for_worker(queue.waits_for_worker().value().at(0)).value());
  const auto refuse_all = [&] {
    EXPECT_EQ(kind(queue.heartbeat(frozen.lease, Progress{"late", 0.9, ""})), ErrorKind::kConflict);
    EXPECT_EQ(kind(queue.complete(frozen.lease, "{}", {NewModel{.name = "late", .kind = "etm"}})),
              ErrorKind::kConflict);
    EXPECT_EQ(kind(queue.fail(frozen.lease, {"late", "late"})), ErrorKind::kConflict);
    EXPECT_EQ(kind(queue.release(frozen.lease)), ErrorKind::kConflict);
    EXPECT_EQ(kind(queue.confirm_cancelled(frozen.lease)), ErrorKind::kConflict);
    EXPECT_EQ(kind(TaskLines(database()).append(frozen.lease, Stream::kLog, {"late"})), ErrorKind::kConflict);
  };
  refuse_all();  // rescued, not yet claimed
  const Claim second = claim(queue, "second");
  EXPECT_EQ(second.task.id, task.id);
  refuse_all();  // held by another
  ASSERT_TRUE(queue.complete(second.lease, "{\"by\":2}", {NewModel{.name = "m", .kind = "etm"}}).ok());
  refuse_all();  // completed by another
  EXPECT_EQ(get(task).result_json, "{\"by\":2}");
  EXPECT_EQ(get(task).progress.step, "");
  EXPECT_EQ(Models(database()).list(user.id, {}, {}).value().total, 1);
}

TEST_P(QueueContract, PoisonTaskDiesAfterThreeTriesWithGrowingDelay) {
  const Task task = create(add_user("a"));
  TaskQueue queue(database(), QueueRules{});
  std::vector<int64_t> delays;
  for (int attempt = 1; attempt <= 3; ++attempt) {
    const Claim held = claim(queue);
    const Task after = queue.fail(held.lease, {"crashed", "signal 11"}).value();
    EXPECT_EQ(after.failures, attempt);
    delays.push_back(after.delay);
    if (attempt == 3) break;
    EXPECT_EQ(after.state, TaskState::kPending);
    EXPECT_FALSE(queue.claim_for_worker("w").value().has_value()) << "not before its delay is over";
    const std::vector<Wait> waits = queue.waits_for_worker().value();
    ASSERT_EQ(waits.size(), 1u);
    EXPECT_EQ(waits[0].delay, after.delay);
    EXPECT_TRUE(queue.end_wait_for_worker(waits[0]).value());
    EXPECT_FALSE(queue.end_wait_for_worker(waits[0]).value());
  }
  EXPECT_EQ(delays, (std::vector<int64_t>{5000, 30000, 0}));
  const Task dead = get(task);
  EXPECT_EQ(dead.state, TaskState::kDead);
  EXPECT_EQ(dead.error_code, "crashed");
  EXPECT_EQ(dead.error_message, "signal 11");
  EXPECT_TRUE(dead.finished.has_value());
  EXPECT_TRUE(queue.waits_for_worker().value().empty());
  EXPECT_FALSE(queue.claim_for_worker("w").value().has_value());
}

TEST_P(QueueContract, BadInputIsNotTriedAgain) {
  const Task task = create(add_user("a"));
  TaskQueue queue(database(), QueueRules{});
  ASSERT_TRUE(queue.fail(claim(queue).lease, {"bad_input", "a.csv, row 3: no text", false}).ok());
  EXPECT_EQ(get(task).state, TaskState::kFailed);
  EXPECT_EQ(get(task).error_message, "a.csv, row 3: no text");
  EXPECT_FALSE(queue.claim_for_worker("w").value().has_value());
}

TEST_P(QueueContract, TaskThatKeepsLosingItsWorkerDies) {
  const Task task = create(add_user("a"));
  TaskQueue queue(database(), QueueRules{.max_losses = 3});
  const auto lose = [&](const std::optional<Progress>& progress) {
    const Claim held = claim(queue);
    if (progress) {
      ASSERT_TRUE(queue.heartbeat(held.lease, progress).ok());
    }
    ASSERT_TRUE(queue.end_wait_for_worker(queue.waits_for_worker().value().at(0)).value());
  };
  // As long as it comes further each time, it may be lost for ever.
  for (int i = 1; i <= 5; ++i) lose(Progress{"train", 0.1 * i, ""});
  EXPECT_EQ(get(task).state, TaskState::kPending);
  EXPECT_EQ(get(task).losses, 1);
  lose(Progress{"train", 0.5, ""});
  lose(std::nullopt);
  const Task dead = get(task);
  EXPECT_EQ(dead.state, TaskState::kDead);
  EXPECT_EQ(dead.error_code, "worker_lost");
}

TEST_P(QueueContract, ReleaseDoesNotCountAgainstATask) {
  const Task task = create(add_user("a"));
  TaskQueue queue(database(), QueueRules{.max_failures = 1, .max_losses = 1});
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(queue.release(claim(queue).lease).ok());
  EXPECT_EQ(get(task).state, TaskState::kPending);
  EXPECT_EQ(get(task).failures + get(task).losses, 0);
  const Claim held = claim(queue);
  ASSERT_TRUE(Tasks(database()).cancel(task.owner, task.id).ok());
  EXPECT_EQ(queue.release(held.lease).value().state, TaskState::kCancelled);
}

TEST_P(QueueContract, LostTaskThatWasToBeCancelledIsCancelled) {
  const Task task = create(add_user("a"));
  TaskQueue queue(database(), QueueRules{});
  (void)claim(queue);
  ASSERT_TRUE(Tasks(database()).cancel(task.owner, task.id).ok());
  ASSERT_TRUE(queue.end_wait_for_worker(queue.waits_for_worker().value().at(0)).value());
  EXPECT_EQ(get(task).state, TaskState::kCancelled);
}

TEST_P(QueueContract, HeartbeatKeepsALeaseAndSilenceEndsIt) {
  const User user = add_user("a");
  const Task alive = create(user);
  const Task silent = create(user);
  TaskQueue queue = generous();
  const Claim first = claim(queue);
  (void)claim(queue);
  WaitWatch watch(seconds(30));
  WaitWatch::Clock::time_point now{};
  std::vector<Wait> over;
  for (int i = 0; i < 12 && over.empty(); ++i) {
    now += seconds(5);
    ASSERT_TRUE(queue.heartbeat(first.lease, std::nullopt).ok());
    over = watch.look(queue.waits_for_worker().value(), now);
  }
  EXPECT_EQ(now.time_since_epoch(), seconds(35));  // first seen at 5 s
  ASSERT_EQ(over.size(), 1u);
  EXPECT_EQ(over[0].task, silent.id);
  // A heartbeat that comes between the look and the rescue saves the lease.
  EXPECT_FALSE(queue.end_wait_for_worker({first.lease.task, first.lease.fence, 0, 0}).value());
  EXPECT_TRUE(queue.end_wait_for_worker(over[0]).value());
  EXPECT_EQ(get(alive).state, TaskState::kRunning);
  EXPECT_EQ(get(silent).state, TaskState::kPending);
  EXPECT_EQ(get(silent).losses, 1);
}

TEST_P(QueueContract, RestartedWorkerFindsItsTasks) {
  const User user = add_user("a");
  const Task mine = create(user);
  const Task other = create(user);
  TaskQueue queue = generous();
  (void)claim(queue, "server-1");
  (void)claim(queue, "server-2");
  EXPECT_EQ(queue.rescue_all_for_worker("server-1").value(), 1);
  EXPECT_EQ(queue.rescue_all_for_worker("server-1").value(), 0);
  EXPECT_EQ(get(mine).state, TaskState::kPending);
  EXPECT_EQ(get(other).state, TaskState::kRunning);
}

TEST_P(QueueContract, HighPriorityFirstThenTheOldest) {
  const User user = add_user("a");
  const Task low = create(user, -1);
  const Task normal = create(user, 0);
  const Task later = create(user, 0);
  const Task urgent = create(user, 5);
  TaskQueue queue = generous();
  for (const Task* expected : {&urgent, &normal, &later, &low}) EXPECT_EQ(claim(queue).task.id, expected->id);
}

TEST_P(QueueContract, UsersTakeTurns) {
  const User many = add_user("many");
  const User few = add_user("few");
  const User late = add_user("late");
  for (int i = 0; i < 6; ++i) create(many);
  for (int i = 0; i < 2; ++i) create(few);
  create(late);
  TaskQueue queue = generous();
  std::string order;
  const auto initial = [&](const UserId& id) { return id == many.id ? 'm' : id == few.id ? 'f' : 'l'; };
  // Each task ends before the next begins: only the turns decide.
  for (int i = 0; i < 9; ++i) {
    const Claim held = claim(queue);
    order += initial(held.task.owner);
    ASSERT_TRUE(queue.complete(held.lease, "{}", {}).ok());
  }
  EXPECT_EQ(order, "mflmfmmmm");
  // Those who run less go first, whoever was served last.
  create(many);
  create(many);
  create(few);
  order.clear();
  for (int i = 0; i < 3; ++i) order += initial(claim(queue).task.owner);
  EXPECT_EQ(order, "fmm");
}

TEST_P(QueueContract, QuotaOnRunningTasks) {
  const User plain = add_user("a");
  const User big = add_user("b");
  ASSERT_TRUE(Users(database()).set_quotas_for_admin(big.id, {.max_running = 3}).ok());
  for (int i = 0; i < 5; ++i) {
    create(plain);
    create(big);
  }
  TaskQueue queue(database(), QueueRules{.max_running = 1});
  std::vector<Claim> claims;
  for (;;) {
    auto next = queue.claim_for_worker("w").value();
    if (!next) break;
    claims.push_back(*next);
  }
  EXPECT_EQ(claims.size(), 4u);
  EXPECT_EQ(
      std::count_if(claims.begin(), claims.end(), [&](const Claim& c) { return c.task.owner == plain.id; }),
      1);
  ASSERT_TRUE(queue.complete(claims[0].lease, "{}", {}).ok());
  EXPECT_EQ(claim(queue).task.owner, claims[0].task.owner);
}

TEST_P(QueueContract, DisabledUsersTasksWait) {
  const User user = add_user("a");
  const Task task = create(user);
  TaskQueue queue = generous();
  ASSERT_TRUE(Users(database()).set_disabled_for_admin(user.id, true).ok());
  EXPECT_FALSE(queue.claim_for_worker("w").value().has_value());
  ASSERT_TRUE(Users(database()).set_disabled_for_admin(user.id, false).ok());
  EXPECT_EQ(claim(queue).task.id, task.id);
}

struct PlanStep {
  int64_t id = 0, parent = 0, unused = 0;
  std::string detail;
  static auto fields(auto& self) { return std::tie(self.id, self.parent, self.unused, self.detail); }
};

TEST_P(QueueContract, ClaimDoesNotReadAllWaitingTasks) {
  if (on_postgres()) GTEST_SKIP() << "skipped: PostgreSQL plans by what the tables hold";
  const auto plan = database().read([](Connection& c) {
    return c.select<PlanStep>(fmt::format("explain query plan {}", kNextOwnerSql), int64_t{1});
  });
  ASSERT_EQ(outcome(plan), "ok");
  int steps = 0;
  for (const PlanStep& step : plan.value()) {
    const bool reads_tasks = step.detail.find("tasks") != std::string::npos;
    if (!reads_tasks) continue;
    ++steps;
    const bool narrow = step.detail.find("INDEX tasks_waiting") != std::string::npos ||
                        step.detail.find("INDEX tasks_held (owner=?)") != std::string::npos;
    EXPECT_TRUE(narrow && step.detail.starts_with("SEARCH")) << step.detail;
  }
  EXPECT_GE(steps, 4);
}

THETA_ON_BOTH(QueueContract);

}  // namespace
}  // namespace theta::database
