#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/stop_flag.h"
#include "server/services.h"
#include "tasks/worker.h"

namespace theta::server {

/// How a process works on the queue.
struct TaskWorkerOptions {
  std::string program;         ///< path of theta, which tasks are run by
  size_t slots = 1;            ///< tasks that run at once; 0: none, others work on the queue
  size_t threads = 0;          ///< of each running task; 0: one per processor
  int64_t lease_seconds = 30;  ///< silence after which others take over its tasks; 2 or more
  /// Where tasks run: "local", "dlc" (PAI-DLC), or "auto": there where the environment describes it, else
  /// here.
  std::string launcher = "auto";
};

/// Starts the slots, in a scratch folder of the services that no other process uses.
Result<std::unique_ptr<tasks::Worker>> start_worker(const TaskWorkerOptions& options, Services& services);

/// `theta worker`: works on the queue until `stop`; then running tasks write their checkpoints and go back.
Status work(const ServicesOptions& where, const TaskWorkerOptions& options, const StopFlag& stop);

}  // namespace theta::server
