#pragma once

#include <cstdint>

#include "engine/topic_model.h"
#include "formats/json.h"

namespace theta::inference {

/// What is told of each text.
struct AnswerOptions {
  uint32_t top_k = 3;   ///< topics that are named
  bool explain = true;  ///< with evidence

  /// Words of evidence to ask TopicModel::infer() for.
  size_t evidence() const { return explain ? 10 : 0; }
};

/// One of the results of /api/analyze: the largest visible topics, the weights of all visible ones, evidence,
/// share of unknown words, language. `index`: of the text among those asked.
formats::Json text_answer(const engine::TopicModel& model, const engine::TextTopics& found, size_t index,
                          const AnswerOptions& options);

}  // namespace theta::inference
