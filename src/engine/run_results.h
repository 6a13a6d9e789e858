#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/model_choice.h"
#include "engine/model_trainer.h"
#include "engine/run_environment.h"
#include "engine/train_options.h"
#include "engine/training_data.h"
#include "formats/json.h"

namespace theta::engine {

/// What is known of a run once its last epoch has ended.
struct FinishedRun {
  std::chrono::steady_clock::time_point start;  ///< of the whole run
  ModelChoice choice;
  formats::Json parameters;
  formats::Json history;
  TrainedModel trained;
  size_t epochs_done = 0;
  double initialise_seconds = 0;
  double training_seconds = 0;
  std::vector<double> epoch_seconds;
};

/// Chooses how theta is inferred, infers it for every document, measures the model and writes its folder,
/// manifest last. Returns the summary object of `theta train --json` but for the
/// names of model and corpus.
Result<formats::Json> write_results(const std::string& folder, const TrainingData& data,
                                    const TrainOptions& options, const RunEnvironment& environment,
                                    FinishedRun run);

}  // namespace theta::engine
