#pragma once

#include <string>

#include "base/result.h"
#include "engine/run_environment.h"
#include "engine/train_options.h"
#include "formats/json.h"

namespace theta::engine {

/// Trains a model on a corpus folder and writes the model folder `out`.
///
/// Until the end everything lies in `out`.partial: checkpoints, then the model's files. A run that fails or
/// is stopped leaves `out` as it was; one that was stopped (kCancelled) or killed can be continued with
/// options.resume and then writes the bytes that the uninterrupted run would have written. Returns the
/// summary object of `theta train --json`.
Result<formats::Json> train(const std::string& corpus_folder, const std::string& out,
                            const TrainOptions& options, const RunEnvironment& environment);

/// Fails on what is wrong whatever the corpus holds: an impossible option, or nothing to resume from. train()
/// asks first; a caller with long work before it asks before that.
Status check_start(const std::string& out, const TrainOptions& options);

/// Where a run for `out` keeps its checkpoint until the end.
std::string checkpoint_file(const std::string& out);

/// True when a stopped run for `out` can be continued.
bool has_checkpoint(const std::string& out);

}  // namespace theta::engine
