#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/corpus.h"
#include "engine/evaluation.h"
#include "engine/topic_times.h"
#include "formats/json.h"
#include "models/topic_inference.h"

namespace theta::engine {

/// A trained model with everything that its folder tells about it.
struct ModelContents {
  formats::Json manifest;  ///< without format, version and files, which write_model() adds
  std::vector<std::string> vocabulary;
  const models::TopicInference* inference = nullptr;
  math::Matrix<float> beta;              ///< [K, V]; the mean over time of a dynamic model
  math::Matrix<float> rho;               ///< [V, L]; empty in a model without word embeddings
  math::Matrix<float> topic_embeddings;  ///< alpha, [K, L], or [T * K, L] with slices of time; the same
  std::vector<uint64_t> word_frequency;  ///< [V]
  math::Matrix<float> theta;             ///< [D, K], every document of the corpus
  std::vector<corpus::Split> part;       ///< [D], what each document was used for
  std::optional<TopicTimes> times;       ///< where documents have dates
  Evaluation evaluation;
  formats::Json history;
};

/// Writes the model into `folder`, which must exist; manifest.json, with a SHA-256 of every other file, comes
/// last. `corpus_folder` supplies what is known of the documents.
Status write_model(ThreadPool& pool, const std::string& folder, const std::string& corpus_folder,
                   const corpus::Corpus& corpus, const ModelContents& model);

}  // namespace theta::engine
