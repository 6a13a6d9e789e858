#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "cloud/dlc_client.h"
#include "cloud/dlc_settings.h"
#include "cloud/settings.h"
#include "cloud/sts_client.h"
#include "database/database.h"
#include "storage/object_store.h"
#include "tasks/launcher.h"
#include "tasks/worker_options.h"

namespace theta::tasks {

/// What the jobs of one launcher share.
struct DlcParts {
  cloud::DlcSettings settings;
  cloud::BucketSettings bucket;
  storage::ObjectStore& store;
  WorkerOptions options;  ///< threads, checkpoints, log
  cloud::DlcClient client;
  cloud::StsClient sts;

  std::chrono::milliseconds report() const {
    return std::chrono::milliseconds(static_cast<int64_t>(settings.report_seconds * 1000));
  }
  void log(const std::string& task, const std::string& message) const {
    if (options.log) options.log(task, message);
  }
};

/// Has tasks done by jobs of PAI-DLC; docs/design/0051 tells how one task is never two jobs. Once a minute it
/// stops jobs whose task has ended in another way.
class DlcLauncher : public Launcher {
 public:
  /// `store` must be the bucket that `bucket` describes; both and the database must outlive the launcher.
  DlcLauncher(cloud::DlcSettings settings, cloud::BucketSettings bucket, storage::ObjectStore& store,
              database::Database& database, const WorkerOptions& options);
  ~DlcLauncher() override;
  DlcLauncher(const DlcLauncher&) = delete;
  DlcLauncher& operator=(const DlcLauncher&) = delete;

  Result<std::unique_ptr<RunningJob>> launch(const JobPlan& plan, const database::Claim& claim,
                                             JobEvents& events) override;
  /// Stops the living jobs whose task this database knows as ended; their number.
  Result<size_t> sweep();

 private:
  void watch();

  DlcParts parts_;
  database::Database& database_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace theta::tasks
