#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace theta::engine {

/// What a user may say about a training run. Everything left out follows from the corpus
/// (models/training_plan.h).
struct TrainOptions {
  std::string model = "etm";
  std::string recipe = "default";  ///< default or paper
  std::optional<size_t> num_topics;
  std::optional<size_t> epochs;
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
  uint64_t seed = 1;
  double checkpoint_seconds = 20;  ///< a checkpoint is written after an epoch when the last is this old
  bool resume = false;
};

}  // namespace theta::engine
