#include "inference/text_answer.h"

#include <algorithm>

namespace theta::inference {
namespace {

using formats::Json;

// The visible topics by falling weight, as indices into model.topics().
std::vector<uint32_t> largest(const engine::TopicModel& model, const std::vector<float>& weights,
                              size_t count) {
  std::vector<uint32_t> order = model.layer().visible();
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&weights](uint32_t a, uint32_t b) {
                      return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
                    });
  order.resize(count);
  return order;
}

}  // namespace

Json text_answer(const engine::TopicModel& model, const engine::TextTopics& found, size_t index,
                 const AnswerOptions& options) {
  Json json = {
      {"index", index}, {"topics", Json::array()}, {"weights", Json::array()}, {"topic_ids", Json::array()}};
  for (const uint32_t topic : largest(model, found.weights, options.top_k)) {
    const engine::TopicLabel& label = model.topics()[topic];
    json["topics"].push_back(
        {{"topic_id", label.topic_id}, {"name", label.name}, {"weight", found.weights[topic]}});
  }
  for (const uint32_t topic : model.layer().visible()) {
    json["weights"].push_back(found.weights[topic]);
    json["topic_ids"].push_back(model.topics()[topic].topic_id);
  }
  if (options.explain) {
    json["evidence"] = Json::array();
    for (const engine::Evidence& evidence : found.evidence) {
      json["evidence"].push_back(
          {{"word", evidence.word}, {"topic_id", evidence.topic_id}, {"weight", evidence.weight}});
    }
  }
  json["oov_ratio"] = found.oov_ratio;
  json["language"] = found.language;
  return json;
}

}  // namespace theta::inference
