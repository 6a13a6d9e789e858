#pragma once

#include <atomic>

#include "cache/cache.h"
#include "database/database.h"
#include "database/task_queue.h"
#include "storage/object_store.h"
#include "tasks/worker_options.h"

namespace theta::tasks {

/// What the threads of a worker share.
struct WorkerParts {
  database::Database& database;
  storage::ObjectStore& store;
  cache::Cache& cache;
  WorkerOptions options;
  std::atomic<bool> stopping{false};

  void log(const database::TaskId& task, std::string_view message) const {
    if (options.log) options.log(task.text(), message);
  }
  void announce(const database::TaskId& task) {
    // A wake-up that is lost costs time only.
    static_cast<void>(cache.publish(task_channel(task)));
  }
};

/// Has a claimed task done: returns when it was completed, has failed, was cancelled, given back, or belongs
/// to another worker. The calling thread must outlive the call: a child dies with it.
void run_task(WorkerParts& parts, const database::Claim& claim);

}  // namespace theta::tasks
