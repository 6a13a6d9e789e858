// The queue under many hands at once.
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "database/task_queue.h"
#include "database/tasks.h"
#include "fixture.h"

namespace theta::database {
namespace {

class QueueRaces : public OnBoth {
 protected:
  void in_threads(int count, const std::function<void(int)>& body) {
    std::vector<std::thread> threads;
    for (int t = 0; t < count; ++t) threads.emplace_back(body, t);
    for (std::thread& thread : threads) thread.join();
  }
};

TEST_P(QueueRaces, ThirtyTwoRacersOnOneKeyMakeOneTask) {
  const User user = add_user("a");
  // Two pools, as two servers would have.
  const auto second = open(url_);
  std::mutex mutex;
  std::set<TaskId> ids;
  int made = 0;
  in_threads(32, [&](int t) {
    const auto created = Tasks(t % 2 == 0 ? database() : *second)
                             .create(user.id, {.kind = "train"}, IdempotencyKey{"key", "body"}, 10);
    ASSERT_EQ(outcome(created), "ok");
    const std::lock_guard lock(mutex);
    ids.insert(created.value().task.id);
    made += created.value().repeated ? 0 : 1;
  });
  EXPECT_EQ(ids.size(), 1u);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(Tasks(database()).list(user.id, {}, {}).value().total, 1);
}

TEST_P(QueueRaces, EightWorkersClaimAThousandTasksOnceEach) {
  constexpr int kTasks = 1000;
  std::vector<User> users;
  for (int u = 0; u < 5; ++u) users.push_back(add_user(fmt::format("u{}", u)));
  for (int i = 0; i < kTasks; ++i) {
    ASSERT_TRUE(
        Tasks(database()).create(users[i % users.size()].id, {.kind = "train"}, std::nullopt, kTasks).ok());
  }
  const auto second = open(url_);
  std::mutex mutex;
  std::set<TaskId> claimed;
  int twice = 0;
  in_threads(8, [&](int t) {
    TaskQueue queue(t % 2 == 0 ? database() : *second, QueueRules{.max_running = kTasks});
    for (;;) {
      const auto claim = queue.claim_for_worker(fmt::format("w{}", t));
      ASSERT_EQ(outcome(claim), "ok");
      if (!claim.value()) return;
      const std::lock_guard lock(mutex);
      twice += claimed.insert(claim.value()->task.id).second ? 0 : 1;
    }
  });
  EXPECT_EQ(twice, 0);
  EXPECT_EQ(claimed.size(), static_cast<size_t>(kTasks));
}

TEST_P(QueueRaces, QuotaHoldsUnderManyClaims) {
  constexpr int kTasks = 60;
  const User user = add_user("a");
  for (int i = 0; i < kTasks; ++i) {
    ASSERT_TRUE(Tasks(database()).create(user.id, {.kind = "train"}, std::nullopt, kTasks).ok());
  }
  std::atomic<int> done = 0;
  std::atomic<int> most = 0;
  std::atomic<int> running = 0;
  in_threads(6, [&](int) {
    TaskQueue queue(database(), QueueRules{.max_running = 2});
    while (done < kTasks) {
      const auto claim = queue.claim_for_worker("w");
      ASSERT_EQ(outcome(claim), "ok");
      if (!claim.value()) continue;
      const int now = ++running;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      // Counted down before the database knows, so the count is never too high.
      --running;
      ASSERT_TRUE(queue.complete(claim.value()->lease, "{}", {}).ok());
      ++done;
    }
  });
  EXPECT_EQ(done, kTasks);
  EXPECT_LE(most, 2);
}

TEST_P(QueueRaces, CancelAndCompleteAgreeOnOneEnd) {
  const User user = add_user("a");
  TaskQueue queue(database(), QueueRules{.max_running = 1000});
  Tasks tasks(database());
  int completed = 0;
  for (int i = 0; i < 40; ++i) {
    const TaskId id = tasks.create(user.id, {.kind = "train"}, std::nullopt, 1000).value().task.id;
    const Claim claim = queue.claim_for_worker("w").value().value();
    std::optional<ErrorKind> cancel_kind;
    std::optional<ErrorKind> complete_kind;
    in_threads(2, [&](int t) {
      if (t == 0) {
        cancel_kind = kind(tasks.cancel(user.id, id));
      } else {
        complete_kind = kind(queue.complete(claim.lease, "{}", {NewModel{.name = "m", .kind = "etm"}}));
      }
    });
    const TaskState state = tasks.get(user.id, id).value().state;
    if (state == TaskState::kCompleted) {
      ++completed;
      EXPECT_EQ(complete_kind, std::nullopt);
      EXPECT_EQ(cancel_kind, ErrorKind::kConflict);
    } else {
      EXPECT_EQ(state, TaskState::kCancelling);
      EXPECT_EQ(complete_kind, ErrorKind::kCancelled);
      EXPECT_EQ(cancel_kind, std::nullopt);
    }
  }
  EXPECT_EQ(Models(database()).list(user.id, {}, {}).value().total, completed);
}

THETA_ON_BOTH(QueueRaces);

}  // namespace
}  // namespace theta::database
