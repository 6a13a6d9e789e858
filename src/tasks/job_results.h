#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "database/models.h"
#include "storage/object_store.h"
#include "tasks/job_plan.h"

namespace theta::tasks {

struct JobResults {
  std::string summary_json;
  /// Of train its model; of a sweep all of them, the one that it advises (with the lowest seed) first.
  std::vector<database::NewModel> models;
};

/// Reads what a job has left in the store.
Result<JobResults> read_results(storage::ObjectStore& store, const JobPlan& plan);

}  // namespace theta::tasks
