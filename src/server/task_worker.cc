#include "server/task_worker.h"

#include <chrono>
#include <thread>

#include "base/files.h"
#include "cloud/dlc_settings.h"
#include "cloud/settings.h"
#include "server/live_settings.h"
#include "tasks/dlc_launcher.h"

namespace theta::server {
namespace {

constexpr size_t kMostWorkers = 64;                          // processes with tasks on one data folder
constexpr std::chrono::milliseconds kLook{20};               // between two looks at the stop flag
constexpr std::chrono::milliseconds::rep kBeatsOfLease = 6;  // one or two that get lost do no harm

// PAI-DLC where it is wanted and described; nothing: children of the worker.
Result<std::shared_ptr<tasks::Launcher>> find_launcher(const std::string& wanted, Services& services,
                                                       const tasks::WorkerOptions& worker) {
  if (wanted == "local") return std::shared_ptr<tasks::Launcher>();
  THETA_ASSIGN(std::optional<cloud::DlcSettings> settings, cloud::dlc_of_environment());
  if (!settings && wanted == "dlc")
    return usage_error("--launcher dlc: PAI_ACCESS_KEY_ID is needed for it, and is not set");
  if (!settings) return std::shared_ptr<tasks::Launcher>();
  THETA_ASSIGN(std::optional<cloud::BucketSettings> bucket, cloud::bucket_of_environment());
  if (!bucket)
    return usage_error(
        "PAI-DLC needs a bucket that it shares with the server: set OSS_BUCKET_NAME and OSS_ENDPOINT");
  services.log.write("info", "launcher", {{"launcher", "dlc"}, {"endpoint", settings->endpoint}});
  return std::shared_ptr<tasks::Launcher>(std::make_shared<tasks::DlcLauncher>(
      *std::move(settings), *std::move(bucket), *services.store, *services.database, worker));
}

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
  THETA_ASSIGN(worker.launcher, find_launcher(options.launcher, services, worker));
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
