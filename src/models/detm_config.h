#pragma once

#include <cstddef>

#include "models/etm_config.h"

namespace theta::models {

/// What the dynamic model has beside the static one's configuration.
struct DetmConfig {
  EtmConfig etm;  ///< learn_prior_mean is not read: the walk eta is the prior's mean

  size_t slices = 1;                  ///< T
  double walk_variance = 0.005;       ///< delta: variance of one step of alpha, per dimension
  double trend_variance = 0.005;      ///< the same of eta; one delta in the paper
  double topic_start_variance = 1.0;  ///< of alpha in the first slice
  double trend_start_variance = 1.0;  ///< of eta in the first slice

  /// The posterior mean of alpha_k^(t) is written as a base common to all slices plus a slice's own part. The
  /// model is the same; training moves a topic as a whole with every batch. Off: the base stays zero.
  bool shared_base = true;
  double start_deviation = 0.05;  ///< of the posterior of alpha at the start of training

  // The network behind the posterior of eta.
  size_t trend_hidden = 200;  ///< R: width of the LSTM and of the map before it; a multiple of 4
  size_t trend_layers = 3;
};

}  // namespace theta::models
