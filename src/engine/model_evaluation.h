#pragma once

#include <string>

#include "base/result.h"
#include "base/thread_pool.h"
#include "engine/topic_scores.h"
#include "formats/json.h"

namespace theta::engine {

/// Measures a model, seen through its edits, on a corpus, its own or another. Figures are over the visible
/// topics, `edits` (absent without any) is the number of those in force. The corpus may have another
/// vocabulary: words that the model lacks are left out, and the share of tokens left out is reported as
/// oov_ratio. `options`: see score_topics().
Result<formats::Json> evaluate_model(ThreadPool& pool, const std::string& model_folder,
                                     const std::string& corpus_folder, const ScoreOptions& options = {});

}  // namespace theta::engine
