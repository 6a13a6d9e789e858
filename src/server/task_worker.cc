#include "server/task_worker.h"

#include <chrono>
#include <thread>

#include "base/files.h"
#include "server/live_settings.h"

namespace theta::server {
namespace {

constexpr size_t kMostWorkers = 64;                          // processes with tasks on one data folder
constexpr std::chrono::milliseconds kLook{20};               // between two looks at the stop flag
constexpr std::chrono::milliseconds::rep kBeatsOfLease = 6;  // one or two that get lost do no harm

}  // namespace

Result<std::unique_ptr<tasks::Worker>> start_worker(const TaskWorkerOptions& options, Services& services) {
  tasks::WorkerOptions worker;
  worker.program = options.program;
  worker.store = services.store_place;
  worker.slots = options.slots;
  worker.threads = options.threads;
  worker.lease = std::chrono::seconds(options.lease_seconds);
  worker.heartbeat = worker.lease / kBeatsOfLease;
  worker.rules.max_running = LiveSettings(*services.database).get().max_running;
  worker.log = [&services](std::string_view task, std::string_view message) {
    services.log.write("info", "task", {{"task_id", task}, {"message", message}});
  };
  // A process that starts again takes the folder of the one before, and with it the tasks that were running
  // there. Of several on the same data each has its own.
  Result<std::unique_ptr<tasks::Worker>> started = make_error(ErrorKind::kConflict, "no folder is free");
  for (size_t i = 1; i <= kMostWorkers; ++i) {
    worker.scratch = join_path(services.scratch, fmt::format("worker-{}", i));
    started = tasks::Worker::start(*services.database, *services.store, *services.cache, worker);
    if (started.ok() || started.error().kind != ErrorKind::kConflict) break;
  }
  return started;
}

Status work(const ServicesOptions& where, const TaskWorkerOptions& options, const StopFlag& stop) {
  THETA_ASSIGN(const std::unique_ptr<Services> services, Services::open(where));
  THETA_ASSIGN(const std::unique_ptr<tasks::Worker> worker, start_worker(options, *services));
  services->log.write("info", "working", {{"slots", options.slots}});
  while (!stop.requested()) std::this_thread::sleep_for(kLook);
  services->log.write("info", "draining", formats::Json::object());
  worker->stop();
  services->log.write("info", "stopped", formats::Json::object());
  return {};
}

}  // namespace theta::server
