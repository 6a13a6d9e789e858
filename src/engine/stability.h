#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "engine/topic_alignment.h"
#include "formats/json.h"

namespace theta::engine {

/// A topic's partner in another run.
struct TopicPartner {
  std::optional<uint32_t> topic_id;  ///< none when the other run has fewer topics
  double similarity = 0;             ///< cosine of the two distributions over the words that both runs have
  double shared_words = 0;           ///< Jaccard index of the ten most probable words
};

/// A topic of the first run and what became of it in the others.
struct TopicStability {
  uint32_t topic_id = 0;
  std::string name;
  double similarity = 0;               ///< mean over the other runs
  double shared_words = 0;             ///< likewise
  std::vector<TopicPartner> partners;  ///< in the second run and so on
  bool stable = true;                  ///< similarity is at least kStableSimilarity
};

/// How far topics return when a model is trained again. docs/metrics.md, "Stability".
struct Stability {
  std::vector<std::string> runs;
  double similarity = 0;               ///< mean over all pairs of runs and their topics
  double shared_words = 0;             ///< likewise
  std::vector<double> pairs;           ///< similarity of each pair of runs: 0-1, 0-2, ..., 1-2, ...
  std::vector<TopicStability> topics;  ///< of the first run
};

inline constexpr double kStableSimilarity = 0.7;

/// Pairs the topics of every two runs so that the sum of their similarities is largest (math/assignment.h),
/// and takes means. Topics without a partner count 0. Needs at least two runs; runs without a common word are
/// a bad-input error.
Result<Stability> measure_stability(ThreadPool& pool, const std::vector<RunTopics>& runs);

/// For `theta stability --json` and stability.json.
formats::Json stability_json(const Stability& stability);

}  // namespace theta::engine
