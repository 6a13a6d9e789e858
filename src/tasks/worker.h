#pragma once

#include <memory>

#include "base/result.h"
#include "cache/cache.h"
#include "database/database.h"
#include "storage/object_store.h"
#include "tasks/worker_options.h"

namespace theta::tasks {

/// Takes tasks from the queue and has them done by children of this process, one for each slot, until it is
/// stopped. Any number of workers, on any number of machines, may share a database and a store.
///
/// The database decides: each write of a worker names the fencing number of its lease, so that one that was
/// frozen or cut off publishes nothing. Whoever creates, cancels or restarts a task should publish
/// kQueueChannel; without that the worker finds out by itself a little later. Whatever is new about a task is
/// announced on task_channel().
class Worker {
 public:
  /// Starts the threads. What an earlier run in the same scratch folder still held goes back into the queue.
  /// The database, the store and the cache must outlive the worker.
  /// kConflict when another worker uses the scratch folder, kNotFound for a program that is not there.
  static Result<std::unique_ptr<Worker>> start(database::Database& database, storage::ObjectStore& store,
                                               cache::Cache& cache, const WorkerOptions& options);
  /// Lets the children write their checkpoints, gives their tasks back, and returns when all have ended. What
  /// does not end within `stop_grace` is killed. Calling it again does nothing.
  void stop();
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

 private:
  class State;
  explicit Worker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace theta::tasks
