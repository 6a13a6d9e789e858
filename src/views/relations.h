#pragma once

#include <optional>

#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

// How the visible topics lie to each other by their words: Jensen-Shannon distances (report/topic_map.h), and
// similarity, which is 1 less the distance.

/// {topics: [{topic_id, name, share, x, y}]}: classical scaling of the distances to two dimensions.
formats::Json map_view(const Snapshot& snapshot);

/// {topics: [{topic_id, name}], similarity: [[...]]}.
formats::Json similarity_view(const Snapshot& snapshot);

/// {threshold, nodes: [{topic_id, name, share, x, y, degree}], edges: [{source, target, similarity}]}: pairs
/// of at least this similarity, the most similar first. Without a threshold the one that leaves two edges a
/// topic.
formats::Json network_view(const Snapshot& snapshot, std::optional<double> threshold);

/// {topics: [{topic_id, name, share}], merges: [{left, right, distance, topics}], order: [topic_id]}: average
/// linkage, nearest first. left and right are places in `topics`, or, from its length on, earlier merges;
/// `order` is that of the leaves in a tree without crossings.
formats::Json hierarchy_view(const Snapshot& snapshot);

}  // namespace theta::views
