#pragma once

#include <string>

#include "base/result.h"
#include "jobs/run_job.h"

namespace theta::jobs {

/// The corpus of a job, in the scratch folder.
struct JobCorpus {
  std::string folder;
  std::string prefix;         ///< where it lies in the store
  bool rows_skipped = false;  ///< this job imported it and left rows out
  double import_seconds = 0;
};

/// Brings the corpus that the job names; or else that which an earlier run of this job imported; or else
/// brings the files, imports them and puts the corpus below OUTPUT/corpus/.
Result<JobCorpus> bring_corpus(const Job& job, const JobEnvironment& environment);

/// Brings the model that the job names, with its edits, into a folder of the scratch folder, whose name is
/// returned.
Result<std::string> bring_model(const Job& job, const JobEnvironment& environment);

/// The training options of the job, with the word vectors that they name brought to the scratch folder.
Result<engine::TrainOptions> bring_train_options(const Job& job, const JobEnvironment& environment);

}  // namespace theta::jobs
