#pragma once

#include <cstdint>

#include "models/etm_config.h"

namespace theta::models {

/// What one step draws on beside the batch.
struct StepSettings {
  double kl_weight = 1.0;
  uint64_t seed = 0;
  uint64_t epoch = 0;
  uint64_t step_in_epoch = 0;
};

/// Means over the documents of a batch, in nats.
struct StepLoss {
  double reconstruction = 0;  ///< -sum_v n_v log (theta beta)_v
  double kl = 0;              ///< KL(q(z | d) || p(z))
  double refined = 0;         ///< -sum_v n_v log (t beta)_v with the refined theta t; 0 without refinement
  double kl_topics = 0;       ///< KL of the topics' walk over the documents of the corpus; 0 without time
  double kl_trend = 0;        ///< KL of the walk of the prior mean over the same; 0 without time

  /// The optimised value: reconstruction + kl_weight * (every KL) + refine_weight * refined.
  double total(const StepSettings& settings, const EtmConfig& config) const {
    return reconstruction + settings.kl_weight * (kl + kl_topics + kl_trend) + config.refine_weight * refined;
  }
};

}  // namespace theta::models
