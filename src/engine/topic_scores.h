#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/corpus.h"
#include "eval/diversity.h"
#include "formats/json.h"

namespace theta::engine {

/// Words of a topic that its coherence looks at, unless the user says otherwise.
inline constexpr size_t kCoherenceWords = 10;

struct ScoreOptions {
  std::optional<size_t> top_n;  ///< words of each topic; 10 by default, and 25 for topic diversity
  bool gensim_windows = false;  ///< count sliding windows as gensim does (eval::WindowCounting)
};

/// What the first words of topics tell by themselves, whoever made the topics. docs/metrics.md defines each
/// figure. One value per topic.
struct TopicScores {
  std::vector<double> npmi;
  std::vector<double> c_v;
  std::vector<double> u_mass;
  std::vector<double> c_npmi;  ///< empty when the corpus has no token sequences
  std::vector<double> c_uci;   ///< likewise

  formats::Json figures;  ///< over all topics, and how they were taken: the first members of metrics.json

  /// The figures of one topic by name.
  formats::Json of_topic(size_t topic) const;
};

/// Scores topics given as word numbers, most probable first; the words of a topic differ. Words that occur
/// together are counted in `documents`: whole ones, and windows of their token sequences where there are any.
TopicScores score_topics(ThreadPool& pool, const eval::TopicWords& topics, const corpus::Corpus& corpus,
                         const std::optional<corpus::TokenSequences>& tokens,
                         std::span<const uint32_t> documents, const ScoreOptions& options);

/// The token sequences of a corpus folder, if it has any.
Result<std::optional<corpus::TokenSequences>> find_token_sequences(const std::string& folder,
                                                                   const corpus::Corpus& corpus);

}  // namespace theta::engine
