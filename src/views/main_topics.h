#pragma once

#include <string>
#include <vector>

#include "engine/model_view.h"
#include "views/document_index.h"

namespace theta::views {

// Files that write_main_topics() makes: uint32 and float32 [D].
inline constexpr std::string_view kMainTopics = "main.topics";
inline constexpr std::string_view kMainWeights = "main.weights";

/// theta' of one topic of a view for the documents from `first` on: sums over its members, as
/// engine::TopicLayer makes them.
Status topic_weights(const DocumentIndex& index, const engine::TopicView& topic, size_t first,
                     std::span<float> values);

/// Writes, for each document, the visible topic with the largest weight (ties by the lower) and that weight;
/// returns how many documents each topic [K'] is the main one of.
Result<std::vector<size_t>> write_main_topics(const engine::ModelView& view, const DocumentIndex& index,
                                              const std::string& folder);

}  // namespace theta::views
