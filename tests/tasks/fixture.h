#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../database/fixture.h"
#include "cache/memory_cache.h"
#include "database/models.h"
#include "database/task_lines.h"
#include "database/tasks.h"
#include "storage/local_store.h"
#include "tasks/worker.h"

namespace theta::tasks {

/// A database with one user, a store with a data set of theirs, and workers that run the real program.
class Workplace : public database::OnBoth {
 protected:
  void SetUp() override;

  /// A data set of one file with these bytes.
  database::DatasetId add_dataset(const std::string& csv);
  /// A training of `epochs` epochs of LDA on the data set; more members of the request in `more`.
  database::Task add_training(const database::DatasetId& dataset, int epochs, const std::string& more = "");
  database::Task add_task(const database::DatasetId& dataset, const std::string& kind,
                          const std::string& request);

  WorkerOptions options();
  std::unique_ptr<Worker> start(const WorkerOptions& options);

  database::Task get(const database::Task& task);
  std::vector<std::string> lines(const database::Task& task, database::Stream stream);
  /// Waits until `condition`, for at most a minute.
  static bool wait(const std::function<bool()>& condition);
  /// Waits until the task has ended; its last state.
  database::Task wait_for_end(const database::Task& task);
  /// Waits until the task runs and has written a checkpoint.
  bool wait_for_checkpoint(const database::Task& task);
  int64_t models();

  /// Living processes that run a job in a scratch folder of this test.
  std::vector<pid_t> children();

  std::unique_ptr<storage::ObjectStore> store_;
  cache::MemoryCache cache_;
  database::UserId owner_;
  std::string program_;
};

/// Some texts of two themes.
std::string speeches(int rows);

}  // namespace theta::tasks
