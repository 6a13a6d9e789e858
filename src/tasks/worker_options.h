#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "database/id.h"
#include "database/task_queue.h"

namespace theta::tasks {

class Launcher;

/// How a worker works.
struct WorkerOptions {
  std::string program;  ///< path of theta
  std::string scratch;  ///< a folder for this worker alone, made where it is missing
  std::string store;    ///< where the store is, in the words of job.json: an absolute folder
  size_t slots = 1;     ///< tasks at once; 1 or more
  size_t threads = 0;   ///< of each child; 0: one per processor
  /// What the data of a child may take in memory (RLIMIT_DATA); 0: no limit.
  uint64_t memory_bytes = uint64_t{1536} << 20;
  int niceness = 10;                             ///< of the children
  double checkpoint_seconds = 20;                ///< least time between two checkpoints
  std::chrono::milliseconds heartbeat{5000};     ///< between two signs of life of a held task
  std::chrono::milliseconds lease{30000};        ///< silence after which a holder is taken for lost
  std::chrono::milliseconds flush{500};          ///< between two writes of events, while there are some
  std::chrono::milliseconds poll{2000};          ///< longest wait between two looks into the queue
  std::chrono::milliseconds cancel_grace{5000};  ///< between SIGTERM and SIGKILL when a task is cancelled
  std::chrono::milliseconds stop_grace{8000};    ///< the same when the worker stops
  database::QueueRules rules;
  std::shared_ptr<Launcher> launcher;  ///< of all jobs; none: children of this process
  /// Told what operators should know: a task by its id, and one sentence. Called by any thread.
  std::function<void(std::string_view task, std::string_view message)> log;
};

/// Published whenever the queue has changed: a task was created, cancelled or started again.
inline constexpr std::string_view kQueueChannel = "tasks";
/// Published whenever there is something new about a task: its state, progress or lines.
std::string task_channel(const database::TaskId& task);

}  // namespace theta::tasks
