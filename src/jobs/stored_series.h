#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/run_environment.h"
#include "jobs/job_checkpoints.h"
#include "jobs/run_job.h"

namespace theta::jobs {

/// Several models of one job: in a folder while they are trained, and below a prefix of the store as soon as
/// each is finished, so that a run that was killed goes on with the rest.
class StoredSeries {
 public:
  /// `folder` (of the scratch folder) and `prefix` (of the store, with a slash at its end) hold the same
  /// members. Borrows the job and its environment.
  StoredSeries(const Job& job, const JobEnvironment& environment, std::string folder, std::string prefix);

  /// Claims the folder, and brings what earlier runs have left of these members: finished models, or the
  /// newest checkpoint that is whole.
  Status begin(const std::vector<std::string>& members) const;

  /// The job's environment for training: checkpoints and finished models go into the store.
  engine::RunEnvironment environment() const;

  const std::string& folder() const { return folder_; }
  const std::string& prefix() const { return prefix_; }

 private:
  JobCheckpoints checkpoints(const std::string& member) const;
  Status publish(const std::string& folder) const;
  Status bring(const std::string& member) const;

  const Job& job_;
  const JobEnvironment& environment_;
  const std::string folder_;
  const std::string prefix_;
};

}  // namespace theta::jobs
