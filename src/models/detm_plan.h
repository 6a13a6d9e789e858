#pragma once

#include <cstddef>

#include "models/detm_config.h"
#include "models/training_plan.h"

namespace theta::models {

/// Everything that decides a training run of the dynamic model beside the corpus, its slices and the seed.
/// training.config is the part of the model's configuration that counts; model.etm is set from it.
struct DetmPlan {
  TrainingPlan training;
  DetmConfig model;
  size_t slices_per_batch = 4;

  /// The configuration of the model.
  DetmConfig config() const {
    DetmConfig config = model;
    config.etm = training.config;
    return config;
  }
};

/// The recipe chosen by measured quality, from that of the static model: docs/design/0030-detm.md.
DetmPlan default_detm_plan(const CorpusSize& size, size_t num_topics, size_t slices);

/// The settings of Dieng, Ruiz & Blei (2019) and their code: 800 hidden units, 300-dimensional embeddings, an
/// LSTM of 3 layers of 200 units, standard normal starts, no KL warm-up, clipping.
DetmPlan paper_detm_plan(const CorpusSize& size, size_t num_topics, size_t slices);

}  // namespace theta::models
