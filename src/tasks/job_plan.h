#pragma once

#include <string>

#include "base/result.h"
#include "database/database.h"
#include "database/task.h"
#include "formats/json.h"
#include "storage/object_store.h"

namespace theta::tasks {

/// What a task comes to.
struct JobPlan {
  formats::Json job;   ///< the description
  std::string output;  ///< prefix of all that it writes: tasks/ID/ and a number that follows from the job
  std::string title;   ///< of a model that it makes: the name of the data set
};

struct WorkerOptions;

/// The description of a plan with what the worker adds to it: threads, and time between checkpoints.
formats::Json description_to_run(const JobPlan& plan, const WorkerOptions& options);

/// Prefix of the corpus that a model (a prefix, too) was made from; empty when it is not kept.
Result<std::string> find_corpus(storage::ObjectStore& store, const std::string& model);

/// Looks up what the task's request names, as its owner may see it, and puts the description into the store
/// as OUTPUT/job.json. The same inputs give the same output, where a job goes on from its checkpoints; a data
/// set that its owner has changed since gives another one. kBadInput names the field, kNotFound what is
/// missing.
Result<JobPlan> plan_job(database::Database& database, storage::ObjectStore& store,
                         const database::Task& task);

}  // namespace theta::tasks
