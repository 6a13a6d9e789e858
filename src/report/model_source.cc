#include "report/model_source.h"

#include <cstring>
#include <limits>

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/network_tensors.h"
#include "engine/topic_model.h"
#include "formats/npy.h"

namespace theta::report {
namespace {

using formats::Json;

Result<Json> read_list(const std::string& folder, std::string_view file, const char* key) {
  const std::string path = join_path(folder, file);
  THETA_ASSIGN(const Json json, formats::read_json(path));
  if (!json.is_object() || !json.contains(key) || !json.at(key).is_array()) {
    return bad_input("{}: has no list \"{}\"", path, key);
  }
  return json.at(key);
}

Result<math::Matrix<float>> read_beta(const std::string& path) {
  THETA_ASSIGN(const formats::NpyFile file, formats::NpyFile::open(path));
  if (file.type() != formats::ElementType::kFloat32 || file.shape().size() != 2 || file.bytes().empty()) {
    return bad_input("{}: not a matrix of float32", path);
  }
  math::Matrix<float> beta(file.shape()[0], file.shape()[1]);
  std::memcpy(beta.data(), file.bytes().data(), file.bytes().size());
  return beta;
}

double number(const Json& object, const char* key) {
  const auto field = object.find(key);
  return field != object.end() && field->is_number() ? field->get<double>()
                                                     : std::numeric_limits<double>::quiet_NaN();
}

Topic topic_of(const Json& measures, const Json& passages) {
  Topic topic;
  topic.share = number(measures, "share");
  topic.npmi = number(measures, "npmi");
  topic.exclusivity = number(measures, "exclusivity");
  for (const Json& passage : passages.at("passages")) {
    topic.passages.push_back({passage.at("row").get<uint64_t>(), passage.value("file", ""),
                              passage.value("time", ""), passage.value("label", ""),
                              passage.value("text", ""), number(passage, "weight")});
  }
  return topic;
}

// Names the language of most documents, which decides fonts and line breaks, and leaves out long lists.
void describe_corpus(nlohmann::json& corpus) {
  if (!corpus.is_object()) return;
  uint64_t most = 0;
  const nlohmann::json languages = corpus.value("languages", nlohmann::json::object());
  for (const auto& [code, documents] : languages.items()) {
    if (!documents.is_number_unsigned() || documents.get<uint64_t>() <= most) continue;
    most = documents.get<uint64_t>();
    corpus["language"] = code;
  }
  for (const char* const key : {"columns", "reading", "label_names", "tokenizer", "languages"})
    corpus.erase(key);
}

}  // namespace

Result<ReportInput> read_model(const std::string& folder) {
  ReportInput input;
  THETA_ASSIGN(const Json manifest, engine::read_manifest(folder));
  THETA_ASSIGN(const Json metrics, formats::read_json(join_path(folder, engine::kMetricsFile)));
  THETA_ASSIGN(const Json history, formats::read_json(join_path(folder, engine::kHistoryFile)));
  THETA_ASSIGN(const Json measures, read_list(folder, engine::kMetricsFile, "topics"));
  THETA_ASSIGN(const Json passages, read_list(folder, engine::kPassagesFile, "topics"));
  THETA_ASSIGN(input.vocabulary, engine::read_vocabulary(join_path(folder, engine::kModelVocabularyFile)));
  THETA_ASSIGN(input.beta, read_beta(join_path(folder, engine::kBetaFile)));
  THETA_ASSIGN(input.word_frequency, engine::read_word_frequency(join_path(folder, engine::kTensorsFile)));
  const size_t topics = input.beta.rows();
  const size_t words = input.beta.cols();
  if (input.vocabulary.size() != words || input.word_frequency.size() != words || measures.size() != topics ||
      passages.size() != topics) {
    return bad_input("{}: its files do not describe the same model", folder);
  }
  try {
    for (size_t k = 0; k < topics; ++k) input.topics.push_back(topic_of(measures[k], passages[k]));
    input.title = manifest.value("corpus", Json::object()).value("source", "THETA");
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: {} has a field of a wrong type", folder, engine::kPassagesFile);
  }
  // What the page shows elsewhere, or not at all.
  input.manifest = nlohmann::json(manifest);
  for (const char* const key : {"files", "metrics"}) input.manifest.erase(key);
  describe_corpus(input.manifest["corpus"]);
  input.metrics = nlohmann::json(metrics);
  for (const char* const key : {"topics", "documents", "perplexity_documents", "perplexity_words",
                                "labelled_documents", "similar_topics"}) {
    input.metrics.erase(key);
  }
  input.history = nlohmann::json(history);
  return input;
}

}  // namespace theta::report
