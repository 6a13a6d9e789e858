#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "engine/model_view.h"
#include "math/matrix.h"

namespace theta::engine {

/// The topics of one run.
struct RunTopics {
  std::string name;                      ///< of the run, for people
  std::vector<std::string> vocabulary;   ///< [V]
  math::Matrix<float> beta;              ///< [K, V]
  std::vector<uint32_t> topic_ids;       ///< [K]
  std::vector<std::string> topic_names;  ///< [K]
};

/// The visible topics of a model, as its edits leave them.
RunTopics run_topics_of(const ModelView& view, std::string name);
/// The same of a model folder, which is the name.
Result<RunTopics> read_run_topics(const std::string& model_folder);

/// Two runs side by side.
struct TopicAlignment {
  math::Matrix<double> similarity;         ///< [Ka, Kb] cosines over the words that both runs have, 0 to 1
  std::vector<size_t> partner;             ///< [Ka], row of the second run; math::kUnassigned
  std::vector<double> partner_similarity;  ///< [Ka]; 0 without a partner
  std::vector<double> shared_words;        ///< [Ka], Jaccard index of the ten most probable words; likewise
};

/// Pairs the topics of two runs so that the sum of their similarities is largest (math/assignment.h). Runs
/// without a common word are a bad-input error. The same bytes with any number of threads.
Result<TopicAlignment> align_topics(ThreadPool& pool, const RunTopics& a, const RunTopics& b);

}  // namespace theta::engine
