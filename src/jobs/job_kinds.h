#pragma once

#include "jobs/run_job.h"

namespace theta::jobs {

// What run_job() does for each kind of job.

/// Puts the model below OUTPUT/model/, and the corpus, where it was imported, below OUTPUT/corpus/.
Result<JobResult> run_train_job(const Job& job, const JobEnvironment& environment);

/// Puts each model below OUTPUT/sweep/topics-K-seed-S/, and sweep.json, sweep.csv and sweep.svg beside them.
Result<JobResult> run_sweep_job(const Job& job, const JobEnvironment& environment);

/// Puts each model below OUTPUT/stability/seed-S/, and stability.json beside them.
Result<JobResult> run_stability_job(const Job& job, const JobEnvironment& environment);

/// Puts OUTPUT/metrics.json: of a model, or of a list of topics.
Result<JobResult> run_evaluate_job(const Job& job, const JobEnvironment& environment);

/// Puts the files of the export below OUTPUT/export/.
Result<JobResult> run_export_job(const Job& job, const JobEnvironment& environment);

}  // namespace theta::jobs
