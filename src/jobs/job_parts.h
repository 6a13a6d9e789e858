#pragma once

#include "jobs/job.h"
#include "jobs/job_fields.h"

namespace theta::jobs {

// The members "import" and "train" of a description. The names are those of the command line with '_' for
// '-'.

/// Reads how files become a corpus.
Status read_import(const formats::Json& object, const std::string& place, corpus::ImportRequest& request);

/// Reads how a model is trained. The number of topics is left to the caller.
Status read_train(const formats::Json& object, const std::string& place, engine::TrainOptions& options,
                  bool with_topics);

}  // namespace theta::jobs
