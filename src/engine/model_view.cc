#include "engine/model_view.h"

#include <cstring>

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/network_tensors.h"
#include "engine/topic_model.h"
#include "eval/clustering.h"
#include "eval/diversity.h"
#include "eval/top_words.h"
#include "formats/npy.h"

namespace theta::engine {
namespace {

constexpr size_t kTopWords = 25;

Result<math::Matrix<float>> read_matrix(const std::string& folder, std::string_view name) {
  const std::string path = join_path(folder, name);
  THETA_ASSIGN(const formats::NpyFile file, formats::NpyFile::open(path));
  if (file.type() != formats::ElementType::kFloat32 || file.shape().size() != 2 || file.bytes().empty()) {
    return bad_input("{}: not a matrix of float32", path);
  }
  math::Matrix<float> matrix(file.shape()[0], file.shape()[1]);
  std::memcpy(matrix.data(), file.bytes().data(), file.bytes().size());
  return matrix;
}

// Names, shares and coherence as the run wrote them.
Status read_topics(ModelView& view) {
  const std::string path = join_path(view.folder, kTopicWordsFile);
  THETA_ASSIGN(const formats::Json words, formats::read_json(path));
  THETA_ASSIGN(const formats::Json metrics, formats::read_json(join_path(view.folder, kMetricsFile)));
  try {
    for (const auto& topic : words.at("topics")) {
      const auto& measures = metrics.at("topics").at(view.topics.size());
      TopicView& seen = view.topics.emplace_back();
      seen.topic_id = topic.at("topic_id").get<uint32_t>();
      seen.name = topic.at("name").get<std::string>();
      seen.members = {seen.topic_id};
      seen.share = topic.at("share").get<double>();
      if (measures.at("npmi").is_number()) seen.npmi = measures.at("npmi").get<double>();
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: does not describe the model's topics", path);
  }
  return {};
}

}  // namespace

Result<ModelView> open_view(const std::string& folder) {
  ModelView view;
  view.folder = folder;
  THETA_ASSIGN(view.manifest, read_manifest(folder));
  THETA_ASSIGN(view.vocabulary, read_vocabulary(join_path(folder, kModelVocabularyFile)));
  THETA_ASSIGN(view.word_frequency, read_word_frequency(join_path(folder, kTensorsFile)));
  THETA_ASSIGN(view.beta, read_matrix(folder, kBetaFile));
  THETA_ASSIGN(view.theta, read_matrix(folder, kThetaFile));
  THETA_RETURN_IF_ERROR(read_topics(view));
  const size_t topics = view.topics.size();
  const size_t words = view.vocabulary.size();
  if (view.beta.rows() != topics || view.theta.cols() != topics || view.beta.cols() != words ||
      view.word_frequency.size() != words) {
    return bad_input("{}: its files do not describe the same model", folder);
  }
  const auto top = eval::top_words(view.beta, kTopWords);
  const auto exclusivity = eval::exclusivity(view.beta, top);
  for (size_t k = 0; k < topics; ++k) {
    view.topics[k].top_words = top[k];
    view.topics[k].exclusivity = exclusivity[k];
  }
  for (const uint32_t k : eval::main_topics(view.theta, topics)) ++view.topics[k].main_documents;
  return view;
}

}  // namespace theta::engine
