#include "views/main_topics.h"

#include <algorithm>

#include "base/files.h"

namespace theta::views {
namespace {

constexpr size_t kBlock = 65'536;  // documents at a time

}  // namespace

Status topic_weights(const DocumentIndex& index, const engine::TopicView& topic, size_t first,
                     std::span<float> values) {
  if (topic.members.size() == 1) return index.theta(topic.members[0], first, values);
  std::vector<double> sums(values.size());
  for (const uint32_t member : topic.members) {
    THETA_RETURN_IF_ERROR(index.theta(member, first, values));
    for (size_t i = 0; i < values.size(); ++i) sums[i] += double{values[i]};
  }
  for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(sums[i]);
  return {};
}

Result<std::vector<size_t>> write_main_topics(const engine::ModelView& view, const DocumentIndex& index,
                                              const std::string& folder) {
  const std::vector<uint32_t> visible = engine::visible_topics(view);
  THETA_ASSIGN(FileWriter topics, FileWriter::create(join_path(folder, kMainTopics)));
  THETA_ASSIGN(FileWriter weights, FileWriter::create(join_path(folder, kMainWeights)));
  std::vector<size_t> documents(view.topics.size());
  std::vector<uint32_t> best;
  std::vector<float> largest;
  std::vector<float> column;
  for (size_t first = 0; first < index.documents(); first += kBlock) {
    const size_t count = std::min(kBlock, index.documents() - first);
    best.assign(count, visible[0]);
    largest.resize(count);
    column.resize(count);
    THETA_RETURN_IF_ERROR(topic_weights(index, view.topics[visible[0]], first, largest));
    for (const uint32_t topic : std::span(visible).subspan(1)) {
      THETA_RETURN_IF_ERROR(topic_weights(index, view.topics[topic], first, column));
      for (size_t i = 0; i < count; ++i) {
        if (!(column[i] > largest[i])) continue;
        largest[i] = column[i];
        best[i] = topic;
      }
    }
    for (const uint32_t topic : best) ++documents[topic];
    THETA_RETURN_IF_ERROR(topics.write(as_bytes(best)));
    THETA_RETURN_IF_ERROR(weights.write(as_bytes(largest)));
  }
  THETA_RETURN_IF_ERROR(topics.close());
  THETA_RETURN_IF_ERROR(weights.close());
  return documents;
}

}  // namespace theta::views
