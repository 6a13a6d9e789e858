#include "engine/topic_model.h"

#include <algorithm>

#include "base/files.h"
#include "corpus/tokenizer_json.h"
#include "engine/evaluation.h"
#include "engine/model_files.h"
#include "engine/network_tensors.h"
#include "engine/topic_name.h"
#include "eval/top_words.h"

namespace theta::engine {
namespace {

constexpr size_t kWordsOfName = 3;

}  // namespace

Result<std::vector<std::string>> read_vocabulary(const std::string& path) {
  THETA_ASSIGN(const std::string text, read_file(path));
  std::vector<std::string> words;
  std::string_view rest = text;
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos)
      return bad_input("{}: the last line has no end; the file is cut", path);
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return words;
}

Result<NamesAndShares> read_names_and_shares(const std::string& folder, size_t num_topics) {
  const std::string path = join_path(folder, kTopicWordsFile);
  THETA_ASSIGN(const formats::Json json, formats::read_json(path));
  NamesAndShares result;
  try {
    for (const auto& topic : json.at("topics")) {
      result.names.push_back(topic.at("name").get<std::string>());
      result.shares.push_back(topic.at("share").get<double>());
    }
  } catch (const nlohmann::json::exception&) {
    result.names.clear();
  }
  if (result.names.size() != num_topics)
    return bad_input("{}: does not describe {} topics", path, num_topics);
  return result;
}

Result<formats::Json> read_manifest(const std::string& folder) {
  const std::string path = join_path(folder, kManifestFile);
  if (!file_exists(path)) return not_found("{}: not a model folder (it has no {})", folder, kManifestFile);
  THETA_ASSIGN(formats::Json manifest, formats::read_json(path));
  if (!manifest.is_object() || manifest.value("format", formats::Json()) != formats::Json(kModelFormat)) {
    return bad_input("{}: not the manifest of a model", path);
  }
  if (manifest.value("version", formats::Json()) != formats::Json(kModelVersion)) {
    return make_error(ErrorKind::kUnsupported, "{}: written in another format version; this program reads {}",
                      path, kModelVersion);
  }
  return manifest;
}

Result<TopicModel> TopicModel::open(const std::string& folder) {
  TopicModel model;
  THETA_ASSIGN(model.manifest_, read_manifest(folder));
  THETA_ASSIGN(model.vocabulary_, read_vocabulary(join_path(folder, kModelVocabularyFile)));
  THETA_ASSIGN(models::InferenceNetwork network, read_network(join_path(folder, kTensorsFile)));
  if (network.config.vocabulary_size != model.vocabulary_.size()) {
    return bad_input("{}: the vocabulary has {} words, the model {}", folder, model.vocabulary_.size(),
                     network.config.vocabulary_size);
  }
  if (network.slices() > 0) {
    THETA_ASSIGN(model.slices_, ModelSlices::read(model.manifest_, network.slices()));
  }
  model.inference_ = std::make_unique<models::TopicInference>(std::move(network));
  THETA_RETURN_IF_ERROR(model.read_topics(folder));
  for (const std::string& word : model.vocabulary_) {
    model.index_.emplace(word, static_cast<uint32_t>(model.index_.size()));
  }
  const formats::Json corpus = model.manifest_.value("corpus", formats::Json::object());
  const formats::Json tokenizer_info = corpus.value("tokenizer", formats::Json());
  const auto options = corpus::tokenizer_options(tokenizer_info);
  if (!options.ok()) return bad_input("{}: {}", join_path(folder, kManifestFile), options.error().message);
  THETA_ASSIGN(text::Tokenizer tokenizer, text::Tokenizer::create(options.value()));
  model.tokenizer_ = std::make_unique<text::Tokenizer>(std::move(tokenizer));
  if (tokenizer_info.is_object() && tokenizer_info.contains("phrases"))
    model.phrases_ = corpus::TextPhrases(corpus::phrases_of(tokenizer_info["phrases"]));
  return model;
}

Status TopicModel::read_topics(const std::string& folder) {
  const models::InferenceNetwork& network = inference_->network();
  THETA_ASSIGN(NamesAndShares model, read_names_and_shares(folder, network.config.num_topics));
  THETA_ASSIGN(TopicLayer layer, TopicLayer::open(folder, vocabulary_, std::move(model.shares)));
  layer_ = std::make_unique<TopicLayer>(std::move(layer));
  eval::TopicWords first_words;
  if (!layer_->keeps_beta()) {
    const math::Matrix<float> beta = layer_->edit_beta(topic_word(network));
    first_words = eval::top_words(beta, std::min(kWordsOfName, vocabulary_.size() - layer_->stop_words()));
    edited_word_topic_ = math::transposed(beta);
  }
  for (size_t i = 0; i < layer_->topics().size(); ++i) {
    const EditedTopic& topic = layer_->topics()[i];
    topics_.push_back({topic.topic_id, topic.name, topic.hidden});
    std::string& name = topics_.back().name;
    if (!name.empty()) continue;
    name = layer_->keeps_beta() ? model.names[topic.topic_id] : topic_name(vocabulary_, first_words[i]);
  }
  return {};
}

void TopicModel::tokenize(std::string_view utf8, Scratch& scratch) const {
  tokenizer_->tokenize(utf8, scratch.tokens);
  phrases_.join(scratch.tokens, scratch.phrases);
}

TextTopics TopicModel::infer(std::string_view utf8, size_t most_evidence, Scratch& scratch,
                             uint32_t slice) const {
  TextTopics result;
  tokenize(utf8, scratch);
  scratch.ids.clear();
  for (const std::string_view token : scratch.tokens.tokens) {
    const auto word = index_.find(token);
    if (word != index_.end()) scratch.ids.push_back(word->second);
  }
  result.words = scratch.tokens.tokens.size();
  result.language = text::language_code(scratch.tokens.language);
  const auto all = static_cast<double>(result.words);
  result.oov_ratio = result.words == 0 ? 1 : (all - static_cast<double>(scratch.ids.size())) / all;
  std::sort(scratch.ids.begin(), scratch.ids.end());
  scratch.words.clear();
  scratch.counts.clear();
  for (const uint32_t id : scratch.ids) {
    if (scratch.words.empty() || scratch.words.back() != id) {
      scratch.words.push_back(id);
      scratch.counts.push_back(0);
    }
    ++scratch.counts.back();
  }
  result.weights.resize(inference_->network().config.num_topics);
  inference_->infer(scratch.words, scratch.counts, result.weights, scratch.inference, slice);
  if (!layer_->keeps_theta()) {
    scratch.model_theta = result.weights;
    result.weights.resize(num_topics());
    layer_->edit_theta(scratch.model_theta, result.weights);
  }
  result.evidence = evidence(result.weights, most_evidence, slice, scratch);
  return result;
}

// Each word goes to the visible topic that explains it best: the largest theta_k beta_kv. Its weight is that
// part of all topics' parts. A stop word has no probability under any topic, and so is left out.
// Merged topics explain words by their mean over time.
std::vector<Evidence> TopicModel::evidence(std::span<const float> theta, size_t most, uint32_t slice,
                                           const Scratch& scratch) const {
  const bool edited = !edited_word_topic_.empty();
  const float* const word_topic = edited ? edited_word_topic_.data() : inference_->network().topics_of(slice);
  const size_t stride = edited ? edited_word_topic_.cols() : inference_->network().word_topic.cols();
  std::vector<Evidence> all;
  for (size_t i = 0; i < scratch.words.size(); ++i) {
    const float* const topics = word_topic + scratch.words[i] * stride;
    double sum = 0;
    double largest = 0;
    uint32_t best = 0;
    for (uint32_t k = 0; k < theta.size(); ++k) {
      const double part = double{theta[k]} * double{topics[k]};
      sum += part;
      if (part > largest && !topics_[k].hidden) {
        largest = part;
        best = k;
      }
    }
    if (largest == 0) continue;
    all.push_back({vocabulary_[scratch.words[i]], topics_[best].topic_id, scratch.counts[i] * largest / sum});
  }
  const auto count = static_cast<std::ptrdiff_t>(std::min(most, all.size()));
  std::partial_sort(all.begin(), all.begin() + count, all.end(), [](const Evidence& a, const Evidence& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
  });
  all.resize(static_cast<size_t>(count));
  return all;
}

}  // namespace theta::engine
