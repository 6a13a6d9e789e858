#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/corpus.h"
#include "engine/held_out.h"
#include "engine/model_slices.h"
#include "engine/topic_layer.h"
#include "engine/topic_scores.h"
#include "eval/diversity.h"
#include "formats/json.h"
#include "models/topic_inference.h"

namespace theta::engine {

/// Everything measured of a model on a corpus; docs/metrics.md defines each figure.
struct Evaluation {
  eval::TopicWords top_words;          ///< 25 per topic, or options.top_n (fewer when V is smaller)
  TopicScores scores;                  ///< coherence of each topic
  std::vector<double> exclusivity;     ///< [K]
  std::vector<double> share;           ///< [K] mean theta, documents weighted by their length
  std::vector<size_t> main_documents;  ///< [K] documents whose largest topic this is
  formats::Json metrics;               ///< metrics.json
};

/// `theta` [D, K] belongs to all documents of the corpus. Coherence counts co-occurrence in the training
/// documents, in windows where there are `tokens`; perplexity needs test documents; purity and NMI are taken
/// on labelled test documents, or on all labelled documents when none is held out. `options`: score_topics().
///
/// `slices`: of all documents of the corpus in a dynamic model; perplexity is then that of the slices' own
/// topics, and the metrics have a member "dynamic".
///
/// With `layer`, beta and theta are those of the layer's visible topics, and perplexity is that of all its
/// topics: theta of a first half is inferred and then merged, stop words of a second half are left out.
Evaluation evaluate(ThreadPool& pool, const models::TopicInference& inference,
                    const math::Matrix<float>& beta, const math::Matrix<float>& theta,
                    const corpus::Corpus& corpus, const std::optional<corpus::TokenSequences>& tokens,
                    const Parts& parts, const ScoreOptions& options = {}, const TopicLayer* layer = nullptr,
                    const DocumentSlices& slices = {});

/// beta [K, V] of a network in a slice of time.
math::Matrix<float> topic_word(const models::InferenceNetwork& network,
                               uint32_t slice = models::InferenceNetwork::kAnyTime);

/// The entries of some documents.
std::vector<uint32_t> select(std::span<const uint32_t> values, const std::vector<uint32_t>& documents);

}  // namespace theta::engine
