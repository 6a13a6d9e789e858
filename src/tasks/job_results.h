#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "database/models.h"
#include "storage/object_store.h"
#include "tasks/job_plan.h"

namespace theta::tasks {

struct JobResults {
  std::string summary_json;
  /// Of train; of a sweep the one that it advises, with the lowest seed.
  std::optional<database::NewModel> model;
};

/// Reads what a job has left in the store.
Result<JobResults> read_results(storage::ObjectStore& store, const JobPlan& plan);

}  // namespace theta::tasks
