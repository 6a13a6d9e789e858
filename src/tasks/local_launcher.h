#pragma once

#include "tasks/launcher.h"
#include "tasks/worker_options.h"

namespace theta::tasks {

/// Runs each job as `theta job run` in a child of this process, in a folder of its own below the scratch
/// folder: ID-FENCE. The launching thread must outlive the job: the child dies with it.
class LocalLauncher : public Launcher {
 public:
  explicit LocalLauncher(const WorkerOptions& options) : options_(options) {}
  Result<std::unique_ptr<RunningJob>> launch(const JobPlan& plan, const database::Claim& claim,
                                             JobEvents& events) override;

 private:
  const WorkerOptions options_;
};

}  // namespace theta::tasks
