#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/json.h"
#include "models/etm_trainer.h"

namespace theta::engine {

/// What a run must remember beside the trainer's tensors.
struct RunState {
  formats::Json settings;      ///< plan, seed, corpus hash: a resumed run must have the same
  formats::Json history;       ///< list of epochs
  double best_perplexity = 0;  ///< lowest on the validation documents so far; 0 when there is none
  size_t best_epoch = 0;
  std::vector<math::Matrix<float>>
      best;  ///< trainer.state() after the best epoch; empty without early stopping
};

/// Writes trainer and run state to `path` atomically: a crash leaves the checkpoint before.
Status save_checkpoint(const std::string& path, models::EtmTrainer& trainer, const RunState& run);

/// Restores a checkpoint into an initialised trainer of the same plan. Fails when run.settings differ from
/// the checkpoint's, naming the first difference.
Status load_checkpoint(const std::string& path, models::EtmTrainer& trainer, RunState& run);

}  // namespace theta::engine
