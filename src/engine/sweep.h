#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/sweep_advice.h"
#include "engine/train_options.h"
#include "engine/training.h"
#include "formats/json.h"

namespace theta::engine {

/// Which models a sweep trains: every number of topics with every seed.
struct SweepOptions {
  std::vector<size_t> topics;  ///< rising, each once
  std::vector<uint64_t> seeds;
  TrainOptions train;  ///< for all of them; num_topics, seed and resume are set by the sweep
};

/// One model of a sweep.
struct SweepModel {
  size_t num_topics = 0;
  uint64_t seed = 0;
  std::string folder;     ///< name inside the sweep's folder
  formats::Json metrics;  ///< as in its manifest
  double seconds = 0;     ///< that its training took
};

struct Sweep {
  std::string corpus;
  std::vector<SweepModel> models;  ///< by number of topics, then in the order of the seeds
  std::vector<SweepPoint> points;  ///< by rising number of topics
  SweepAdvice advice;
};

/// Trains what is not there yet (train_series()) into folder/topics-K-seed-S, and compares. The folder must
/// have been claimed (claim_series_folder()).
Result<Sweep> run_sweep(const std::string& corpus_folder, const std::string& folder,
                        const SweepOptions& options, const RunEnvironment& environment);

/// sweep.json: a member "num_topics" for each point with its figures over the seeds, the models, the advice.
formats::Json sweep_json(const Sweep& sweep);

/// sweep.csv: one line per model.
std::string sweep_csv(const Sweep& sweep);

}  // namespace theta::engine
