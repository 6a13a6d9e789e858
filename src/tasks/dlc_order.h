#pragma once

#include <string>
#include <vector>

#include "cloud/dlc_settings.h"
#include "cloud/settings.h"
#include "cloud/sts_client.h"
#include "database/task_queue.h"
#include "formats/json.h"
#include "tasks/job_plan.h"

namespace theta::tasks {

/// The beginning of the names of all jobs of a task: "theta-TASK-".
std::string dlc_name_of_task(const std::string& prefix, const database::TaskId& task);
/// The task and the attempt in the name of a job; none for a name that is not ours.
struct DlcName {
  database::TaskId task;
  int64_t attempt = 0;
};
std::optional<DlcName> parse_dlc_name(const std::string& prefix, const std::string& name);

/// Prefixes and keys that the job of a plan reads besides what lies below its output.
Result<std::vector<std::string>> inputs_of(const JobPlan& plan);

/// One job to be made.
struct DlcOrder {
  std::string name;
  std::string uri;            ///< of job.json
  int64_t task_priority = 0;  ///< 0 to 9; 0: that of the settings
  std::string ecs_spec;       ///< empty: that of the settings
  int64_t minutes = 0;        ///< 0, or more than the settings allow: those of the settings
  int workers = 1;
};

/// What the request of a task asks of its order. kBadInput for a machine that the settings do not offer.
Status take_wishes(const cloud::DlcSettings& settings, const database::Task& task, DlcOrder& order);

/// The variables of a job: how to reach the bucket, and its own rights.
formats::Json dlc_variables(const cloud::DlcSettings& settings, const cloud::BucketSettings& bucket,
                            const cloud::TemporaryCredentials& rights);

/// The body of CreateJob: a PyTorchJob with one worker, or an MPIJob with several. Nothing of PyTorch is
/// needed.
formats::Json dlc_job(const cloud::DlcSettings& settings, const DlcOrder& order, formats::Json variables);

}  // namespace theta::tasks
