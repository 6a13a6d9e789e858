#include "engine/network_tensors.h"

#include <charconv>
#include <cstring>
#include <map>
#include <numeric>
#include <utility>

#include "formats/safetensors.h"
#include "math/kernels.h"

namespace theta::engine {
namespace {

using Metadata = std::map<std::string, std::string>;

// The tensors of a network by the names they have in the file. A network without encoder starts at a prior.
template <typename Network>
auto named_tensors(Network& network) {
  using MatrixPointer = decltype(&network.word_topic);
  std::vector<std::pair<const char*, MatrixPointer>> tensors;
  if (network.has_encoder()) {
    tensors = {
        {"encoder.first.weight", &network.first_weight},   {"encoder.first.bias", &network.first_bias},
        {"encoder.second.weight", &network.second_weight}, {"encoder.second.bias", &network.second_bias},
        {"encoder.head.weight", &network.head_weight},     {"encoder.head.bias", &network.head_bias},
        {"encoder.head.scale", &network.head_scale},       {"encoder.head.shift", &network.head_shift}};
  } else {
    tensors = {{"document_prior", &network.document_prior}};
  }
  tensors.emplace_back("word_topic", &network.word_topic);
  tensors.emplace_back("mean_theta", &network.mean_theta);
  if (network.slices() > 0) {
    tensors.emplace_back("slices.shift", &network.slice_shift);
    tensors.emplace_back("slices.word_topic", &network.slice_word_topic);
  }
  return tensors;
}

formats::TensorSource source_of(const char* name, const math::Matrix<float>& values) {
  return {name, formats::ElementType::kFloat32, {values.rows(), values.cols()}, as_bytes(values.values())};
}

template <typename Number>
Status read_number(const Metadata& metadata, const std::string& path, const char* key, Number& number) {
  const auto entry = metadata.find(key);
  if (entry == metadata.end()) return bad_input("{}: metadata {} is missing", path, key);
  const std::string& text = entry->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return bad_input("{}: metadata {} is damaged", path, key);
  return {};
}

// Every tensor must have the shape that V, H and K ask for.
bool shapes_fit(const models::InferenceNetwork& network) {
  const size_t h = network.config.hidden_size;
  const size_t v = network.config.vocabulary_size;
  const size_t cols = math::padded(network.config.num_topics);
  const auto has = [](const math::Matrix<float>& m, size_t rows, size_t columns) {
    return m.rows() == rows && m.cols() == columns;
  };
  if (!has(network.word_topic, v, cols) || !has(network.mean_theta, 1, cols)) return false;
  if (!network.has_encoder()) return has(network.document_prior, 1, cols);
  const size_t slices = network.slices();
  if (slices > 0 &&
      (!has(network.slice_shift, slices + 1, h) || !has(network.slice_word_topic, slices * v, cols))) {
    return false;
  }
  return has(network.first_weight, v, h) && has(network.first_bias, 1, h) &&
         has(network.second_weight, h, h) && has(network.second_bias, 1, h) &&
         has(network.head_weight, h, 2 * cols) && has(network.head_bias, 1, 2 * cols) &&
         has(network.head_scale, 1, 2 * cols) && has(network.head_shift, 1, 2 * cols);
}

}  // namespace

Status write_network(const std::string& path, const models::InferenceNetwork& network,
                     const math::Matrix<float>& rho, const math::Matrix<float>& alpha,
                     const std::vector<uint64_t>& word_frequency) {
  std::vector<formats::TensorSource> tensors = {
      {"word_frequency", formats::ElementType::kUint64, {word_frequency.size()}, as_bytes(word_frequency)}};
  for (const auto& [name, values] : named_tensors(network)) tensors.push_back(source_of(name, *values));
  if (!rho.empty()) tensors.push_back(source_of("rho", rho));
  if (!alpha.empty()) tensors.push_back(source_of("alpha", alpha));
  const models::EtmConfig& config = network.config;
  const Metadata metadata = {
      {"model", !network.has_encoder() ? "lda"
                : network.slices() > 0 ? "detm"
                                       : "etm"},
      {"vocabulary_size", std::to_string(config.vocabulary_size)},
      {"num_topics", std::to_string(config.num_topics)},
      {"hidden_size", std::to_string(config.hidden_size)},
      {"slices", std::to_string(network.slices())},
      {"activation", config.activation == models::Activation::kRelu ? "relu" : "softplus"},
      {"encoder_input",
       config.input == models::EncoderInput::kScaledLogCounts ? "scaled_log_counts" : "normalized_counts"},
      {"inference_steps", std::to_string(network.settings.steps)},
      {"inference_strength", fmt::format("{}", network.settings.strength)}};
  return formats::write_safetensors(path, tensors, metadata);
}

Result<models::InferenceNetwork> read_network(const std::string& path) {
  THETA_ASSIGN(const formats::SafetensorsFile file, formats::SafetensorsFile::open(path));
  const Metadata& metadata = file.metadata();
  models::InferenceNetwork network;
  THETA_RETURN_IF_ERROR(read_number(metadata, path, "vocabulary_size", network.config.vocabulary_size));
  THETA_RETURN_IF_ERROR(read_number(metadata, path, "num_topics", network.config.num_topics));
  THETA_RETURN_IF_ERROR(read_number(metadata, path, "hidden_size", network.config.hidden_size));
  THETA_RETURN_IF_ERROR(read_number(metadata, path, "inference_steps", network.settings.steps));
  THETA_RETURN_IF_ERROR(read_number(metadata, path, "inference_strength", network.settings.strength));
  const auto value = [&metadata](const char* key) {
    const auto entry = metadata.find(key);
    return entry == metadata.end() ? std::string() : entry->second;
  };
  network.config.activation =
      value("activation") == "relu" ? models::Activation::kRelu : models::Activation::kSoftplus;
  network.config.input = value("encoder_input") == "normalized_counts"
                             ? models::EncoderInput::kNormalizedCounts
                             : models::EncoderInput::kScaledLogCounts;
  if (metadata.contains("slices")) {
    size_t slices = 0;
    THETA_RETURN_IF_ERROR(read_number(metadata, path, "slices", slices));
    if (slices > 0) network.slice_shift.reshape(slices + 1, 1);  // so that its tensors are looked for
  }
  for (const auto& [name, values] : named_tensors(network)) {
    THETA_ASSIGN(const formats::TensorView view, file.find(name, formats::ElementType::kFloat32));
    if (view.shape.size() != 2) return bad_input("{}: tensor {} is not a matrix", path, name);
    *values = math::Matrix<float>(view.shape[0], view.shape[1]);
    std::memcpy(values->data(), view.bytes.data(), view.bytes.size());
  }
  if (network.config.num_topics == 0 || !shapes_fit(network)) {
    return bad_input("{}: the shapes of its tensors do not fit together", path);
  }
  const auto prior = network.document_prior.values();
  if (!network.has_encoder() && !(std::accumulate(prior.begin(), prior.end(), 0.0F) > 0)) {
    return bad_input("{}: its document prior adds up to nothing", path);
  }
  return network;
}

Result<math::Matrix<float>> read_mean_topics(const std::string& path) {
  THETA_ASSIGN(const formats::SafetensorsFile file, formats::SafetensorsFile::open(path));
  size_t num_topics = 0;
  THETA_RETURN_IF_ERROR(read_number(file.metadata(), path, "num_topics", num_topics));
  THETA_ASSIGN(const formats::TensorView view, file.find("word_topic", formats::ElementType::kFloat32));
  if (view.shape.size() != 2 || view.shape[1] < num_topics)
    return bad_input("{}: tensor word_topic does not hold {} topics", path, num_topics);
  math::Matrix<float> word_topic(view.shape[0], view.shape[1]);
  std::memcpy(word_topic.data(), view.bytes.data(), view.bytes.size());
  math::Matrix<float> beta(num_topics, word_topic.rows());
  for (size_t v = 0; v < beta.cols(); ++v) {
    for (size_t k = 0; k < num_topics; ++k) beta(k, v) = word_topic(v, k);
  }
  return beta;
}

Result<std::vector<uint64_t>> read_word_frequency(const std::string& path) {
  THETA_ASSIGN(const formats::SafetensorsFile file, formats::SafetensorsFile::open(path));
  THETA_ASSIGN(const formats::TensorView view, file.find("word_frequency", formats::ElementType::kUint64));
  std::vector<uint64_t> frequency(view.bytes.size() / sizeof(uint64_t));
  std::memcpy(frequency.data(), view.bytes.data(), view.bytes.size());
  return frequency;
}

}  // namespace theta::engine
