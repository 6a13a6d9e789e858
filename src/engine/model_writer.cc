#include "engine/model_writer.h"

#include <filesystem>
#include <numeric>
#include <system_error>

#include "base/files.h"
#include "base/hash.h"
#include "engine/document_tables.h"
#include "engine/model_files.h"
#include "engine/network_tensors.h"
#include "engine/time_tables.h"
#include "engine/topic_name.h"
#include "formats/csv.h"
#include "formats/npy.h"

namespace theta::engine {
namespace {

constexpr size_t kWordsInJson = 25;
constexpr size_t kWordsInTable = 10;

Status write_matrix(const std::string& folder, std::string_view name, const math::Matrix<float>& values) {
  return formats::write_npy(join_path(folder, name), formats::ElementType::kFloat32,
                            {values.rows(), values.cols()}, as_bytes(values.values()));
}

// [K, V], or [T, K, V] of a dynamic model, one slice in memory at a time.
Status write_beta(const std::string& folder, const ModelContents& model) {
  const size_t slices = model.inference->network().slices();
  if (slices == 0) return write_matrix(folder, kBetaFile, model.beta);
  THETA_ASSIGN(formats::NpyWriter file,
               formats::NpyWriter::create(join_path(folder, kBetaFile), formats::ElementType::kFloat32,
                                          {model.beta.rows(), model.beta.cols()}));
  for (uint32_t t = 0; t < slices; ++t) {
    const math::Matrix<float> beta = topic_word(model.inference->network(), t);
    THETA_RETURN_IF_ERROR(file.append(as_bytes(beta.values())));
  }
  return file.close();
}

// [K, L], or [T, K, L].
Status write_topic_embeddings(const std::string& folder, const ModelContents& model) {
  const math::Matrix<float>& alpha = model.topic_embeddings;
  const size_t slices = model.inference->network().slices();
  if (slices == 0) return write_matrix(folder, kTopicEmbeddingsFile, alpha);
  return formats::write_npy(join_path(folder, kTopicEmbeddingsFile), formats::ElementType::kFloat32,
                            {slices, alpha.rows() / slices, alpha.cols()}, as_bytes(alpha.values()));
}

Status write_vocabulary(const std::string& folder, const std::vector<std::string>& vocabulary) {
  std::string text;
  for (const std::string& word : vocabulary) text += word + "\n";
  return write_file_atomic(join_path(folder, kModelVocabularyFile), text);
}

Status write_topic_words(const std::string& folder, const ModelContents& model) {
  formats::Json topics = formats::Json::array();
  for (size_t k = 0; k < model.beta.rows(); ++k) {
    const std::vector<uint32_t>& words = model.evaluation.top_words[k];
    formats::Json list = formats::Json::array();
    for (size_t i = 0; i < std::min(kWordsInJson, words.size()); ++i) {
      list.push_back({{"word", model.vocabulary[words[i]]}, {"probability", model.beta(k, words[i])}});
    }
    topics.push_back({{"topic_id", k},
                      {"name", topic_name(model.vocabulary, words)},
                      {"share", model.evaluation.share[k]},
                      {"words", std::move(list)}});
  }
  return formats::write_json(join_path(folder, kTopicWordsFile), {{"topics", topics}});
}

Status write_topics_table(const std::string& folder, const ModelContents& model) {
  const Evaluation& evaluation = model.evaluation;
  std::string text = "topic,share,documents,npmi,exclusivity,words,c_v,u_mass\n";
  for (size_t k = 0; k < model.beta.rows(); ++k) {
    std::string words;
    for (size_t i = 0; i < std::min(kWordsInTable, evaluation.top_words[k].size()); ++i) {
      words += (i == 0 ? "" : " ") + model.vocabulary[evaluation.top_words[k][i]];
    }
    text += formats::csv_line({std::to_string(k), fmt::format("{:.5f}", evaluation.share[k]),
                               std::to_string(evaluation.main_documents[k]),
                               fmt::format("{:.4f}", evaluation.scores.npmi[k]),
                               fmt::format("{:.4f}", evaluation.exclusivity[k]), words,
                               fmt::format("{:.4f}", evaluation.scores.c_v[k]),
                               fmt::format("{:.4f}", evaluation.scores.u_mass[k])});
  }
  return write_file_atomic(join_path(folder, kTopicsFile), text);
}

// The tables on time, whose names are added to `written`. What the topics are in each slice is read back from
// the folder.
Status write_time_tables(ThreadPool& pool, const std::string& folder, const TopicTimes& times,
                         size_t num_topics, std::vector<std::string_view>& written) {
  std::vector<uint32_t> topics(num_topics);
  std::iota(topics.begin(), topics.end(), 0U);
  THETA_RETURN_IF_ERROR(write_topic_times(join_path(folder, kTopicTimesFile), times, topics));
  THETA_RETURN_IF_ERROR(write_topic_lives(join_path(folder, kTopicLifeFile), times, topics));
  written.insert(written.end(), {kTopicTimesFile, kTopicLifeFile});
  THETA_ASSIGN(const std::optional<SliceTopics> slices, SliceTopics::open(folder));
  if (!slices.has_value()) return {};
  THETA_ASSIGN(const auto drift, word_drift_of(pool, *slices, times, topics, folder));
  THETA_RETURN_IF_ERROR(
      write_word_drift(join_path(folder, kWordDriftFile), drift, times, topics, slices->vocabulary()));
  written.push_back(kWordDriftFile);
  return {};
}

// Name, size and SHA-256 of every file, those that only some models have in `more`, read back from the disk.
// edits.jsonl is not one of them: it grows while the model stays what it is.
Result<formats::Json> file_list(const std::string& folder, const std::vector<std::string_view>& more) {
  std::vector<std::string_view> names = {kTensorsFile,        kModelVocabularyFile, kThetaFile,   kBetaFile,
                                         kTopicWordsFile,     kHistoryFile,         kMetricsFile, kTopicsFile,
                                         kModelDocumentsFile, kPassagesFile};
  names.insert(names.end(), more.begin(), more.end());
  formats::Json files = formats::Json::object();
  for (const std::string_view name : names) {
    const std::string path = join_path(folder, name);
    THETA_ASSIGN(const std::string hash, sha256_file(path));
    std::error_code error;
    const uint64_t bytes = std::filesystem::file_size(path, error);
    if (error) return errno_error(error.value(), "read", path);
    files[std::string(name)] = {{"bytes", bytes}, {"sha256", hash}};
  }
  return files;
}

}  // namespace

Status write_model(ThreadPool& pool, const std::string& folder, const std::string& corpus_folder,
                   const corpus::Corpus& corpus, const ModelContents& model) {
  THETA_RETURN_IF_ERROR(write_network(join_path(folder, kTensorsFile), model.inference->network(), model.rho,
                                      model.topic_embeddings, model.word_frequency));
  THETA_RETURN_IF_ERROR(write_vocabulary(folder, model.vocabulary));
  THETA_RETURN_IF_ERROR(write_matrix(folder, kThetaFile, model.theta));
  THETA_RETURN_IF_ERROR(write_beta(folder, model));
  const bool has_embeddings = !model.topic_embeddings.empty();
  if (has_embeddings) {
    THETA_RETURN_IF_ERROR(write_topic_embeddings(folder, model));
  }
  THETA_RETURN_IF_ERROR(write_topic_words(folder, model));
  THETA_RETURN_IF_ERROR(formats::write_json(join_path(folder, kHistoryFile), {{"epochs", model.history}}));
  THETA_RETURN_IF_ERROR(formats::write_json(join_path(folder, kMetricsFile), model.evaluation.metrics));
  THETA_RETURN_IF_ERROR(write_topics_table(folder, model));
  THETA_RETURN_IF_ERROR(write_document_tables(folder, corpus_folder, corpus, model));
  std::vector<std::string_view> more;
  if (has_embeddings) more.push_back(kTopicEmbeddingsFile);
  if (!corpus.row_offsets.empty()) more.push_back(kRowsFile);
  if (model.times.has_value()) {
    THETA_RETURN_IF_ERROR(write_time_tables(pool, folder, *model.times, model.beta.rows(), more));
  }
  THETA_RETURN_IF_ERROR(write_file_atomic(join_path(folder, kEditsFile), ""));
  formats::Json manifest = {
      {"format", kModelFormat}, {"version", kModelVersion}, {"program_version", THETA_VERSION}};
  manifest.update(model.manifest);
  if (model.times.has_value()) manifest["time"] = time_json(*model.times);
  THETA_ASSIGN(manifest["files"], file_list(folder, more));
  return formats::write_json(join_path(folder, kManifestFile), manifest);
}

}  // namespace theta::engine
