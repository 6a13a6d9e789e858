#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace theta::engine {

/// What a user may say about a training run. Everything left out follows from the corpus
/// (models/training_plan.h, models/lda_plan.h).
struct TrainOptions {
  std::string model = "auto";  ///< auto, etm, detm or lda
  std::optional<size_t> num_topics;
  std::optional<size_t> epochs;  ///< passes over the documents; sweeps of lda

  // Only of etm and detm.
  std::string recipe = "default";  ///< default or paper
  std::optional<size_t> batch_size;
  std::optional<size_t> hidden_size;
  std::optional<size_t> embedding_size;
  std::optional<double> learning_rate;
  std::optional<double> dropout;
  std::optional<double> clip_norm;
  std::optional<double> kl_warmup_epochs;
  std::optional<size_t> patience;      ///< epochs without a better validation perplexity before the run ends
  std::optional<size_t> anneal_after;  ///< epochs without one before the learning rate is halved
  std::optional<bool> batch_norm;
  std::string embeddings;         ///< word2vec file that rho starts from, or "skip-gram"; empty: by recipe
  bool fixed_embeddings = false;  ///< do not tune rho

  // Only of lda.
  std::optional<double> alpha_sum;          ///< document prior at the start, summed over the topics
  std::optional<double> beta;               ///< topic prior at the start
  std::optional<size_t> optimize_interval;  ///< sweeps between two steps of the priors; 0 = fixed
  std::optional<size_t> burn_in;            ///< sweeps before the first

  /// How time is cut where the documents have dates: auto, year, quarter, month, week, day or a number of
  /// slices (corpus::parse_time_bin).
  std::string time_bin = "auto";

  uint64_t seed = 1;
  double checkpoint_seconds = 20;  ///< a checkpoint is written after an epoch when the last is this old
  bool resume = false;
};

}  // namespace theta::engine
