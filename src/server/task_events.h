#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "cache/cache.h"
#include "database/database.h"
#include "database/id.h"
#include "database/task.h"
#include "http/event_stream.h"

namespace theta::server {

/// Feeds the event streams of tasks, all of them by one thread: it looks at the database when the task's
/// channel of the cache has moved, and every two seconds in any case, since wake-ups are hints.
///
/// Events: "progress" with the line that a job wrote, its number as id; "status" with the task whenever
/// anything about it is new; "end" with the task behind all else, once it is final.
class TaskEvents {
 public:
  TaskEvents(database::Database& database, cache::Cache& cache);
  ~TaskEvents();
  TaskEvents(const TaskEvents&) = delete;
  TaskEvents& operator=(const TaskEvents&) = delete;

  /// A stream that tells `task` and the lines behind number `after`. It ends within seconds once `allowed`
  /// says no: see Gate::watch().
  std::shared_ptr<http::EventStream> open(const database::UserId& owner, const database::Task& task,
                                          int64_t after, std::function<bool()> allowed);

 private:
  struct Follower;
  void run();
  bool look(Follower& follower);

  database::Database& database_;
  cache::Cache& cache_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<Follower>> arrived_;
  std::thread thread_;  // started with the first stream
  bool stopped_ = false;
};

}  // namespace theta::server
