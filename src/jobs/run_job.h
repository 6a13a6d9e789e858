#pragma once

#include <string>

#include "base/result.h"
#include "engine/run_environment.h"
#include "formats/json.h"
#include "jobs/job.h"
#include "storage/object_store.h"

namespace theta::jobs {

/// What a job works with.
struct JobEnvironment {
  storage::ObjectStore& store;
  std::string scratch;  ///< an empty folder for its files; may be the current one ("")
  const engine::RunEnvironment& run;
};

struct JobResult {
  formats::Json summary;      ///< the object that ends the events; of train that of `theta train --json`
  bool rows_skipped = false;  ///< done, but some rows or topics were left out
};

/// Runs a job: brings its inputs from the store to the scratch folder, works, and puts the results below
/// job.output, result.json last. Run again after it was killed or stopped (kCancelled), it goes on from its
/// last whole checkpoint and ends with the same bytes; run again after its end, it only tells the result.
/// kConflict when job.output belongs to another description.
Result<JobResult> run_job(const Job& job, const JobEnvironment& environment);

}  // namespace theta::jobs
