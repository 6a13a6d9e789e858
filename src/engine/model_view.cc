#include "engine/model_view.h"

#include <algorithm>
#include <cstring>

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/network_tensors.h"
#include "engine/topic_layer.h"
#include "engine/topic_model.h"
#include "engine/topic_name.h"
#include "eval/top_words.h"
#include "formats/npy.h"

namespace theta::engine {
namespace {

constexpr size_t kTopWords = 25;
constexpr size_t kWordsOfMeasures = 10;  // of NPMI and exclusivity

Result<formats::NpyFile> open_matrix(const std::string& folder, std::string_view name) {
  const std::string path = join_path(folder, name);
  THETA_ASSIGN(formats::NpyFile file, formats::NpyFile::open(path));
  if (file.type() != formats::ElementType::kFloat32 || file.shape().size() != 2 || file.bytes().empty()) {
    return bad_input("{}: not a matrix of float32", path);
  }
  return file;
}

math::Matrix<float> read_matrix(const formats::NpyFile& file) {
  math::Matrix<float> matrix(file.shape()[0], file.shape()[1]);
  std::memcpy(matrix.data(), file.bytes().data(), file.bytes().size());
  return matrix;
}

// beta [K, V]; of a dynamic model the mean over its slices, which its tensors hold.
Result<math::Matrix<float>> read_beta(const std::string& folder) {
  THETA_ASSIGN(const formats::NpyFile file, formats::NpyFile::open(join_path(folder, kBetaFile)));
  if (file.shape().size() == 3) return read_mean_topics(join_path(folder, kTensorsFile));
  THETA_ASSIGN(const formats::NpyFile matrix, open_matrix(folder, kBetaFile));
  return read_matrix(matrix);
}

// theta' row by row, so that a large theta is never in memory twice.
math::Matrix<float> read_theta(const formats::NpyFile& file, const TopicLayer& layer) {
  if (layer.keeps_theta()) return read_matrix(file);
  math::Matrix<float> theta(file.shape()[0], layer.topics().size());
  std::vector<float> row(file.shape()[1]);
  for (size_t d = 0; d < theta.rows(); ++d) {
    std::memcpy(row.data(), file.bytes().data() + d * row.size() * sizeof(float), row.size() * sizeof(float));
    layer.edit_theta(row, theta.row_span(d));
  }
  return theta;
}

// Names, shares and coherence as the run wrote them, one for each topic of the model.
Result<std::vector<TopicView>> read_topics(const std::string& folder) {
  const std::string path = join_path(folder, kTopicWordsFile);
  THETA_ASSIGN(const formats::Json words, formats::read_json(path));
  THETA_ASSIGN(const formats::Json metrics, formats::read_json(join_path(folder, kMetricsFile)));
  std::vector<TopicView> topics;
  try {
    for (const auto& topic : words.at("topics")) {
      const auto& measures = metrics.at("topics").at(topics.size());
      TopicView& seen = topics.emplace_back();
      seen.topic_id = topic.at("topic_id").get<uint32_t>();
      seen.name = topic.at("name").get<std::string>();
      seen.share = topic.at("share").get<double>();
      if (measures.at("npmi").is_number()) seen.npmi = measures.at("npmi").get<double>();
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: does not describe the model's topics", path);
  }
  return topics;
}

// The words that are left, and for each its number in the model.
std::vector<uint32_t> take_out_stop_words(const TopicLayer& layer, ModelView& view) {
  std::vector<uint32_t> kept;
  for (uint32_t v = 0; v < view.vocabulary.size(); ++v) {
    if (layer.stopped()[v]) continue;
    std::swap(view.vocabulary[kept.size()], view.vocabulary[v]);
    view.word_frequency[kept.size()] = view.word_frequency[v];
    kept.push_back(v);
  }
  view.vocabulary.resize(kept.size());
  view.word_frequency.resize(kept.size());
  return kept;
}

bool same_first_words(const std::vector<uint32_t>& edited, const std::vector<uint32_t>& kept,
                      const std::vector<uint32_t>& model) {
  const size_t count = std::min(kWordsOfMeasures, model.size());
  if (std::min(kWordsOfMeasures, edited.size()) != count) return false;
  for (size_t i = 0; i < count; ++i) {
    if (kept[edited[i]] != model[i]) return false;
  }
  return true;
}

// Fills view.topics from the model's topics; view.beta is ready.
void edit_topics(const TopicLayer& layer, const std::vector<TopicView>& model_topics,
                 const std::vector<uint32_t>& kept, const math::Matrix<float>& model_beta, ModelView& view) {
  const auto top = eval::top_words(view.beta, kTopWords);
  const auto model_top = eval::top_words(model_beta, kWordsOfMeasures);
  for (size_t i = 0; i < layer.topics().size(); ++i) {
    const EditedTopic& edited = layer.topics()[i];
    TopicView topic = model_topics[edited.topic_id];
    topic.renamed = !edited.name.empty();
    topic.hidden = edited.hidden;
    topic.members = edited.members;
    topic.top_words = top[i];
    topic.share = layer.share(i);
    if (topic.renamed) {
      topic.name = edited.name;
    } else if (!layer.keeps_beta()) {
      topic.name = topic_name(view.vocabulary, topic.top_words);
    }
    if (edited.members.size() > 1 || !same_first_words(top[i], kept, model_top[edited.topic_id])) {
      topic.npmi.reset();
    }
    view.topics.push_back(std::move(topic));
  }
}

// eval::exclusivity() with the visible topics, and the topic itself, as all there are.
double exclusivity(const ModelView& view, uint32_t topic, const std::vector<uint32_t>& visible) {
  const std::vector<uint32_t>& words = view.topics[topic].top_words;
  const size_t count = std::min(kWordsOfMeasures, words.size());
  double sum = 0;
  for (size_t i = 0; i < count; ++i) {
    double all = view.topics[topic].hidden ? double{view.beta(topic, words[i])} : 0;
    for (const uint32_t other : visible) all += double{view.beta(other, words[i])};
    sum += double{view.beta(topic, words[i])} / all;
  }
  return sum / static_cast<double>(count);
}

}  // namespace

Result<ModelView> open_view(const std::string& folder, ViewParts parts) {
  ModelView view;
  view.folder = folder;
  THETA_ASSIGN(view.manifest, read_manifest(folder));
  THETA_ASSIGN(view.vocabulary, read_vocabulary(join_path(folder, kModelVocabularyFile)));
  THETA_ASSIGN(view.word_frequency, read_word_frequency(join_path(folder, kTensorsFile)));
  THETA_ASSIGN(const math::Matrix<float> model_beta, read_beta(folder));
  THETA_ASSIGN(const formats::NpyFile theta_file, open_matrix(folder, kThetaFile));
  THETA_ASSIGN(const std::vector<TopicView> model_topics, read_topics(folder));
  const size_t topics = model_topics.size();
  const size_t words = view.vocabulary.size();
  if (model_beta.rows() != topics || model_beta.cols() != words || theta_file.shape()[1] != topics ||
      view.word_frequency.size() != words) {
    return bad_input("{}: its files do not describe the same model", folder);
  }
  std::vector<double> share;
  for (const TopicView& topic : model_topics) share.push_back(topic.share);
  THETA_ASSIGN(const TopicLayer layer, TopicLayer::open(folder, view.vocabulary, std::move(share)));
  view.model_topics = topics;
  view.revision = layer.edits().revision();
  for (const size_t line : layer.edits().in_force) view.edits.push_back(layer.edits().lines[line]);
  const std::vector<uint32_t> kept = take_out_stop_words(layer, view);
  view.beta = layer.edit_beta(model_beta);
  if (layer.stop_words() > 0) view.beta = select_columns(view.beta, kept);
  edit_topics(layer, model_topics, kept, model_beta, view);
  const std::vector<uint32_t> visible = visible_topics(view);
  for (uint32_t i = 0; i < view.topics.size(); ++i)
    view.topics[i].exclusivity = exclusivity(view, i, visible);
  if (parts == ViewParts::kWithoutTheta) return view;
  view.theta = read_theta(theta_file, layer);
  for (const uint32_t topic : main_topics(view)) ++view.topics[topic].main_documents;
  return view;
}

std::vector<uint32_t> visible_topics(const ModelView& view) {
  std::vector<uint32_t> visible;
  for (uint32_t i = 0; i < view.topics.size(); ++i) {
    if (!view.topics[i].hidden) visible.push_back(i);
  }
  return visible;
}

std::vector<uint32_t> main_topics(const ModelView& view) {
  return largest_columns(view.theta, visible_topics(view));
}

}  // namespace theta::engine
