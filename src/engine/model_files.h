#pragma once

#include <string_view>

namespace theta::engine {

// Names inside a model folder; docs/formats.md describes them.
inline constexpr std::string_view kModelFormat = "theta-model";
inline constexpr int kModelVersion = 1;
inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kTensorsFile = "model.safetensors";
inline constexpr std::string_view kModelVocabularyFile = "vocab.txt";
inline constexpr std::string_view kThetaFile = "theta.npy";
inline constexpr std::string_view kBetaFile = "beta.npy";
inline constexpr std::string_view kTopicEmbeddingsFile = "topic_embeddings.npy";
inline constexpr std::string_view kTopicWordsFile = "topic_words.json";
inline constexpr std::string_view kHistoryFile = "training_history.json";
inline constexpr std::string_view kMetricsFile = "metrics.json";
inline constexpr std::string_view kTopicsFile = "topics.csv";
inline constexpr std::string_view kModelDocumentsFile = "documents.csv";
inline constexpr std::string_view kTopicTimesFile = "topic_times.csv";
inline constexpr std::string_view kTopicLifeFile = "topic_life.csv";
inline constexpr std::string_view kWordDriftFile = "word_drift.csv";
inline constexpr std::string_view kRowsFile = "rows.csv";
inline constexpr std::string_view kPassagesFile = "passages.json";
inline constexpr std::string_view kEditsFile = "edits.jsonl";

}  // namespace theta::engine
