#include "views/relations.h"

#include <algorithm>
#include <limits>

#include "report/topic_map.h"

namespace theta::views {
namespace {

using formats::Json;

constexpr size_t kEdgesOfTopic = 2;

math::Matrix<double> visible_distances(const Snapshot& snapshot) {
  const std::vector<uint32_t>& visible = snapshot.visible();
  math::Matrix<double> distances(visible.size(), visible.size());
  for (size_t i = 0; i < visible.size(); ++i) {
    for (size_t j = 0; j < visible.size(); ++j)
      distances(i, j) = snapshot.distances()(visible[i], visible[j]);
  }
  return distances;
}

struct Pair {
  size_t first = 0;
  size_t second = 0;
  double similarity = 0;
};

std::vector<Pair> pairs_by_similarity(const math::Matrix<double>& distances) {
  std::vector<Pair> pairs;
  for (size_t i = 0; i < distances.rows(); ++i) {
    for (size_t j = i + 1; j < distances.rows(); ++j) pairs.push_back({i, j, 1 - distances(i, j)});
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.similarity > b.similarity; });
  return pairs;
}

Json name_json(const engine::TopicView& topic) {
  return {{"topic_id", topic.topic_id}, {"name", topic.name}};
}

/// A cluster of topics while they are being merged.
struct Cluster {
  size_t number = 0;  // in the answer
  std::vector<size_t> topics;
};

}  // namespace

Json map_view(const Snapshot& snapshot) {
  const std::vector<report::Point> points = report::classical_scaling(visible_distances(snapshot));
  Json topics = Json::array();
  for (size_t i = 0; i < points.size(); ++i) {
    const engine::TopicView& topic = snapshot.view().topics[snapshot.visible()[i]];
    Json place = name_json(topic);
    place["share"] = topic.share;
    place["x"] = points[i].x;
    place["y"] = points[i].y;
    topics.push_back(std::move(place));
  }
  return {{"topics", std::move(topics)}};
}

Json similarity_view(const Snapshot& snapshot) {
  const math::Matrix<double> distances = visible_distances(snapshot);
  Json topics = Json::array();
  Json rows = Json::array();
  for (size_t i = 0; i < distances.rows(); ++i) {
    topics.push_back(name_json(snapshot.view().topics[snapshot.visible()[i]]));
    Json row = Json::array();
    for (size_t j = 0; j < distances.rows(); ++j) row.push_back(1 - distances(i, j));
    rows.push_back(std::move(row));
  }
  return {{"topics", std::move(topics)}, {"similarity", std::move(rows)}};
}

Json network_view(const Snapshot& snapshot, std::optional<double> threshold) {
  std::vector<Pair> pairs = pairs_by_similarity(visible_distances(snapshot));
  if (!threshold.has_value()) {
    const size_t most = kEdgesOfTopic * snapshot.visible().size();
    threshold = pairs.empty() ? 0 : pairs[std::min(most, pairs.size()) - 1].similarity;
  }
  std::erase_if(pairs, [&](const Pair& pair) { return pair.similarity < *threshold; });
  Json nodes = map_view(snapshot)["topics"];
  for (Json& node : nodes) node["degree"] = 0;
  Json edges = Json::array();
  for (const Pair& pair : pairs) {
    for (const size_t end : {pair.first, pair.second})
      nodes[end]["degree"] = nodes[end]["degree"].get<size_t>() + 1;
    edges.push_back({{"source", nodes[pair.first]["topic_id"]},
                     {"target", nodes[pair.second]["topic_id"]},
                     {"similarity", pair.similarity}});
  }
  return {{"threshold", *threshold}, {"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
}

Json hierarchy_view(const Snapshot& snapshot) {
  math::Matrix<double> distances = visible_distances(snapshot);
  std::vector<Cluster> clusters;
  Json topics = Json::array();
  for (size_t i = 0; i < distances.rows(); ++i) {
    clusters.push_back({i, {i}});
    const engine::TopicView& topic = snapshot.view().topics[snapshot.visible()[i]];
    topics.push_back(name_json(topic));
    topics.back()["share"] = topic.share;
  }
  Json merges = Json::array();
  while (clusters.size() > 1) {
    size_t left = 0;
    size_t right = 1;
    for (size_t i = 0; i < clusters.size(); ++i) {
      for (size_t j = i + 1; j < clusters.size(); ++j) {
        if (distances(i, j) < distances(left, right)) left = i, right = j;
      }
    }
    Cluster& into = clusters[left];
    const Cluster& from = clusters[right];
    const auto a = static_cast<double>(into.topics.size());
    const auto b = static_cast<double>(from.topics.size());
    merges.push_back({{"left", into.number},
                      {"right", from.number},
                      {"distance", distances(left, right)},
                      {"topics", into.topics.size() + from.topics.size()}});
    // The mean distance over all pairs of topics (Lance & Williams 1967).
    const size_t last = clusters.size() - 1;
    for (size_t i = 0; i <= last; ++i) {
      distances(left, i) = distances(i, left) = (a * distances(left, i) + b * distances(right, i)) / (a + b);
    }
    into.topics.insert(into.topics.end(), from.topics.begin(), from.topics.end());
    into.number = topics.size() + merges.size() - 1;
    // The last cluster moves to the place that is free.
    for (size_t i = 0; i <= last; ++i) distances(right, i) = distances(i, right) = distances(last, i);
    if (right != last) clusters[right] = std::move(clusters[last]);
    clusters.pop_back();
  }
  Json order = Json::array();
  if (!clusters.empty()) {
    for (const size_t i : clusters[0].topics) order.push_back(topics[i]["topic_id"]);
  }
  return {{"topics", std::move(topics)}, {"merges", std::move(merges)}, {"order", std::move(order)}};
}

}  // namespace theta::views
