#pragma once

#include <memory>
#include <optional>

#include "base/result.h"
#include "database/task_queue.h"
#include "tasks/job_end.h"
#include "tasks/job_events.h"
#include "tasks/job_plan.h"

namespace theta::tasks {

/// Why a job is told to stop. A later reason goes before an earlier one.
enum class Stop : uint8_t { kNone, kWorkerStops, kCancelled, kLeaseLost };

/// A job that works on a task, wherever it runs. One thread at a time: the one that launched it.
class RunningJob {
 public:
  virtual ~RunningJob() = default;
  /// Waits for news, a moment at most, and puts what the job says into its JobEvents. Its end, once it has
  /// ended and has said everything.
  virtual std::optional<JobEnd> look() = 0;
  /// Asks it to write a checkpoint and to end; look() tells when it has.
  virtual void stop(Stop why) = 0;
  /// It was asked, and takes too long.
  virtual void kill() = 0;
  /// The worker ends now, whatever becomes of the job.
  virtual void leave() = 0;
};

/// Has jobs done: by children of this process, or by a service. Any number of threads.
class Launcher {
 public:
  virtual ~Launcher() = default;
  /// Returns soon; what fails later is an end of the job. `events` must outlive it.
  virtual Result<std::unique_ptr<RunningJob>> launch(const JobPlan& plan, const database::Claim& claim,
                                                     JobEvents& events) = 0;
};

}  // namespace theta::tasks
