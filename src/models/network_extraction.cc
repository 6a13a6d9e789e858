#include "models/network_extraction.h"

#include <algorithm>
#include <cmath>

#include "math/kernels.h"

namespace theta::models {
namespace {

using math::Matrix;

InferenceNetwork encoder_network(const EtmConfig& config, const Encoder<float>& encoder,
                                 const BatchNorm<float>& norm, const std::vector<float>& mean_theta) {
  InferenceNetwork network;
  network.config = config;
  network.first_weight = encoder.first_weight().value;
  network.first_bias = encoder.first_bias().value;
  network.second_weight = encoder.second_weight().value;
  network.second_bias = encoder.second_bias().value;
  network.head_weight = encoder.head_weight().value;
  network.head_bias = encoder.head_bias().value;
  const size_t cols = math::padded(config.num_topics);
  network.head_scale = Matrix<float>(1, 2 * cols);
  network.head_shift = Matrix<float>(1, 2 * cols);
  network.head_scale.fill(1.0F);
  network.mean_theta = Matrix<float>(1, cols);
  std::copy(mean_theta.begin(), mean_theta.end(), network.mean_theta.data());
  if (!config.batch_norm) return network;
  for (size_t c = 0; c < 2 * cols; ++c) {
    const double factor = c < cols ? config.batch_norm_scale : 1.0;
    const double variance = static_cast<double>(norm.running_variance()[c]);
    const double scale = factor / std::sqrt(variance + BatchNorm<float>::kEpsilon);
    network.head_scale(0, c) = static_cast<float>(scale);
    network.head_shift(0, c) = static_cast<float>(-scale * static_cast<double>(norm.running_mean()[c]));
  }
  return network;
}

// Topics of every slice, one slice at a time.
void fill_slice_topics(ThreadPool& pool, Detm<float>& model, InferenceNetwork& network) {
  const size_t v_count = network.config.vocabulary_size;
  const size_t cols = math::padded(network.config.num_topics);
  network.slice_word_topic = Matrix<float>(model.config().slices * v_count, cols);
  for (size_t t = 0; t < model.config().slices; ++t) {
    model.topics().forward(pool, model.walk().mean(t), {model.backgrounds().row(t)});
    const Matrix<float>& topics = model.topics().word_topic();
    std::copy_n(topics.data(), topics.size(), network.slice_word_topic.row(t * v_count));
  }
}

// Fills word_topic with the mean over slices, topic k of slice t weighing weight(t, k).
void average_topics(ThreadPool& pool, const Matrix<double>& weight, InferenceNetwork& network) {
  const size_t v_count = network.config.vocabulary_size;
  const size_t k_count = network.config.num_topics;
  network.word_topic = Matrix<float>(v_count, math::padded(k_count));
  std::vector<double> inverse(k_count, 0.0);
  for (size_t k = 0; k < k_count; ++k) {
    for (size_t t = 0; t < weight.rows(); ++t) inverse[k] += weight(t, k);
    inverse[k] = 1.0 / inverse[k];
  }
  constexpr size_t kWordGrain = 256;
  parallel_for(pool, v_count, kWordGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t v = begin; v < end; ++v) {
      for (size_t k = 0; k < k_count; ++k) {
        double sum = 0;
        for (size_t t = 0; t < weight.rows(); ++t)
          sum += weight(t, k) * static_cast<double>(network.slice_word_topic(t * v_count + v, k));
        network.word_topic(v, k) = static_cast<float>(sum * inverse[k]);
      }
    }
  });
}

}  // namespace

InferenceNetwork extract_network(ThreadPool& pool, Etm<float>& model) {
  model.decoder().forward(pool);
  InferenceNetwork network =
      encoder_network(model.config(), model.encoder(), model.batch_norm(), model.mean_theta());
  network.word_topic = model.decoder().word_topic();
  return network;
}

InferenceNetwork extract_network(ThreadPool& pool, Detm<float>& model, const corpus::BagOfWords& bag,
                                 std::span<const uint32_t> slice) {
  const size_t t_count = model.config().slices;
  InferenceNetwork network =
      encoder_network(model.config().etm, model.encoder(), model.batch_norm(), model.mean_theta());
  const Matrix<float>& path = model.trend().most_likely(pool);
  Matrix<float> eta(t_count + 1, path.cols());
  std::copy_n(path.data(), path.size(), eta.data());
  const float share = 1.0F / static_cast<float>(slice.size());
  for (const uint32_t s : slice) {
    for (size_t k = 0; k < path.cols(); ++k) eta(t_count, k) += share * path(s, k);
  }
  network.slice_shift = model.encoder_shift(pool, eta);
  fill_slice_topics(pool, model, network);

  // theta does not read the mean topics while every document has its slice.
  network.word_topic = Matrix<float>(network.config.vocabulary_size, path.cols());
  TopicInference inference(std::move(network));
  const Matrix<float> theta = inference.infer_all(pool, bag, slice);
  network = std::move(inference.network());
  constexpr double kEverywhere = 1e-6;  // so that a topic without a document has a mean, too
  Matrix<double> weight(t_count, network.config.num_topics);
  weight.fill(kEverywhere);
  for (size_t d = 0; d < theta.rows(); ++d) {
    const auto length = static_cast<double>(bag.document_length(d));
    for (size_t k = 0; k < theta.cols(); ++k)
      weight(slice[d], k) += length * static_cast<double>(theta(d, k));
  }
  average_topics(pool, weight, network);
  return network;
}

}  // namespace theta::models
