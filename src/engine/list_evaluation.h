#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "engine/topic_list.h"
#include "engine/topic_scores.h"
#include "formats/json.h"

namespace theta::engine {

/// The figures of topics that another program made.
struct ListEvaluation {
  /// As metrics.json of a model; what a list of words cannot tell is null. Each of "topics" has its number in
  /// the file from 0 ("topic_id"), its name, the number of its words that the corpus knows, and the others.
  formats::Json metrics;
  std::vector<std::string> refused;  ///< a sentence for each topic that was left out
  std::vector<std::string> notes;    ///< a sentence for each topic that was scored, but not as it stands
  std::vector<std::string> unknown;  ///< words of any topic that the corpus lacks, in the order of the file
};

/// Scores a list on the training documents of a corpus. Words are looked up as they are written, then in the
/// spelling of the corpus (docs/text.md, "Normalisation"). Words that the corpus lacks and repeated words are
/// left out; topics with fewer than two words are refused, and it is a bad-input error when none is left.
Result<ListEvaluation> evaluate_topic_list(ThreadPool& pool, const TopicList& list, const std::string& file,
                                           const std::string& corpus_folder, const ScoreOptions& options);

}  // namespace theta::engine
