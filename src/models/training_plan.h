#pragma once

#include <cstddef>
#include <cstdint>

#include "models/etm_config.h"

namespace theta::models {

/// Everything that decides a training run beside the corpus and the seed.
struct TrainingPlan {
  EtmConfig config;

  size_t epochs = 35;
  size_t batch_size = 1000;  ///< upper limit; an epoch is cut into equal batches
  double learning_rate = 0.005;
  double warmup_share = 0.03;      ///< share of all steps with a linearly rising rate
  double final_rate_share = 0.02;  ///< cosine decay ends at this share of the rate; 1 = constant rate
  double kl_warmup_epochs = 8;     ///< the KL weight rises linearly from 0 to 1 over this many epochs
  double weight_decay = 1.2e-6;    ///< L2 on the encoder's weights
  bool decay_decoder = false;      ///< the same on rho and alpha, as the authors' code
  double clip_norm = 0;            ///< 0 = no clipping

  bool spectral_start = true;  ///< rho from PPMI vectors (unless given), alpha from document clusters

  /// Neighbour targets (short documents): the target is (1 - l) n + l * N * (mean of the nearest documents),
  /// with l falling linearly from neighbour_weight to 0 over neighbour_share of the training.
  double neighbour_weight = 0;
  double neighbour_share = 0.7;
  size_t neighbours = 20;

  /// Stop when validation perplexity has not improved for this many epochs and keep the best epoch; 0 =
  /// never.
  size_t patience = 0;
  /// Halve the learning rate when validation perplexity has not improved over the last this many epochs; 0 =
  /// never.
  size_t anneal_after = 0;

  /// Tune refinement at inference on validation documents (else the encoder alone).
  bool calibrate_inference = true;
};

/// Learning rate of optimisation step `step` (from 0) of `total`.
double scheduled_rate(const TrainingPlan& plan, uint64_t step, uint64_t total);

/// Weight of the KL term in `epoch` (from 0).
double scheduled_kl_weight(const TrainingPlan& plan, size_t epoch);

/// What the default recipe looks at.
struct CorpusSize {
  size_t documents = 0;
  size_t vocabulary_size = 0;
  double mean_length = 0;
};

/// The recipe chosen by measured quality: long documents get refinement of theta in training, short ones
/// batch normalisation and neighbour targets; batch size and epochs follow the corpus size.
TrainingPlan default_plan(const CorpusSize& size, size_t num_topics);

/// The settings of Dieng, Ruiz & Blei (TACL 2020) and their code: 800 hidden units, 300-dimensional
/// embeddings, normalised counts, standard normal prior, no KL warm-up, constant rate.
TrainingPlan paper_plan(const CorpusSize& size, size_t num_topics);

}  // namespace theta::models
