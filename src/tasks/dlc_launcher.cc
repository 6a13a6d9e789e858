#include "tasks/dlc_launcher.h"

#include "database/task_queue.h"
#include "tasks/dlc_follower.h"
#include "tasks/dlc_order.h"

namespace theta::tasks {
namespace {

constexpr std::chrono::seconds kSweep(60);

cloud::OpenApiSettings service(const std::string& endpoint, const char* version,
                               const cloud::DlcSettings& settings) {
  return {.endpoint = endpoint, .version = version, .credentials = settings.credentials};
}

}  // namespace

DlcLauncher::DlcLauncher(cloud::DlcSettings settings, cloud::BucketSettings bucket,
                         storage::ObjectStore& store, database::Database& database,
                         const WorkerOptions& options)
    : parts_{.settings = settings,
             .bucket = std::move(bucket),
             .store = store,
             .options = options,
             .client = cloud::DlcClient(service(settings.endpoint, cloud::DlcClient::kVersion, settings)),
             .sts = cloud::StsClient(service(settings.sts_endpoint, cloud::StsClient::kVersion, settings))},
      database_(database) {
  thread_ = std::thread([this] { watch(); });
}

DlcLauncher::~DlcLauncher() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Result<std::unique_ptr<RunningJob>> DlcLauncher::launch(const JobPlan& plan, const database::Claim& claim,
                                                        JobEvents& events) {
  return std::unique_ptr<RunningJob>(std::make_unique<DlcFollower>(parts_, plan, claim, events));
}

Result<size_t> DlcLauncher::sweep() {
  const std::string& prefix = parts_.settings.name_prefix;
  THETA_ASSIGN(const std::vector<cloud::DlcJob> jobs,
               parts_.client.list({.workspace = parts_.settings.workspace, .name_part = prefix + "-"}));
  size_t stopped = 0;
  for (const cloud::DlcJob& job : jobs) {
    const std::optional<DlcName> name = parse_dlc_name(prefix, job.name);
    if (!name || cloud::has_ended(job.state()) || job.state() == cloud::DlcState::kStopping) continue;
    THETA_ASSIGN(const std::optional<database::TaskState> state,
                 database::TaskQueue(database_, {}).state_for_worker(name->task));
    if (!state || !database::is_final(*state)) continue;
    THETA_RETURN_IF_ERROR(parts_.client.stop(job.id));
    parts_.log(name->task.text(), fmt::format("PAI-DLC job {} is stopped: its task has ended", job.id));
    ++stopped;
  }
  return stopped;
}

void DlcLauncher::watch() {
  std::unique_lock lock(mutex_);
  do {
    lock.unlock();
    const Result<size_t> swept = sweep();
    if (!swept.ok()) parts_.log("", swept.error().message);
    lock.lock();
  } while (!changed_.wait_for(lock, kSweep, [this] { return ending_; }));
}

}  // namespace theta::tasks
