#include "engine/document_completion.h"

#include <map>

#include "engine/evaluation.h"

namespace theta::engine {
namespace {

constexpr uint32_t kAnyTime = models::InferenceNetwork::kAnyTime;

// The topics that documents of a slice are measured with, [V, at least K].
math::Matrix<float> topics_of_slice(const models::InferenceNetwork& network, uint32_t slice,
                                    const TopicLayer* layer) {
  if (layer != nullptr) return math::transposed(layer->edit_beta(topic_word(network, slice)));
  math::Matrix<float> topics(network.word_topic.rows(), network.word_topic.cols());
  std::copy_n(network.topics_of(slice), topics.size(), topics.data());
  return topics;
}

}  // namespace

std::vector<double> completion_log_likelihoods(ThreadPool& pool, const models::TopicInference& inference,
                                               const models::InferenceSettings& settings,
                                               const eval::Halves& halves, std::span<const uint32_t> slice,
                                               const TopicLayer* layer) {
  math::Matrix<float> theta = inference.infer_all_with(settings, pool, halves.first, slice);
  if (layer != nullptr) theta = layer->edit_theta(theta);
  const size_t num_topics = layer == nullptr ? inference.network().config.num_topics : theta.cols();
  std::map<uint32_t, std::vector<uint32_t>> documents;
  for (uint32_t d = 0; d < halves.second.documents(); ++d)
    documents[slice.empty() ? kAnyTime : slice[d]].push_back(d);
  std::vector<double> log_likelihood(halves.second.documents());
  for (const auto& [number, members] : documents) {
    eval::completion_log_likelihood(pool, theta, topics_of_slice(inference.network(), number, layer),
                                    num_topics, halves.second, members, log_likelihood);
  }
  return log_likelihood;
}

}  // namespace theta::engine
