#pragma once

#include <cstdint>
#include <vector>

#include "formats/json.h"
#include "report/topic_passages.h"
#include "views/snapshot.h"

namespace theta::views {

/// Which topics have a colour of their own: model topics by slot, a gap where a slot is free. Empty: nobody
/// has chosen, and the largest topics of the model take the slots.
using Focus = std::vector<std::optional<uint32_t>>;
inline constexpr size_t kMostSlots = 8;

struct TopicOptions {
  double lambda = 1;
  size_t top_k = 10;
  bool hidden = false;  ///< hidden topics, too
  Focus focus;
};

/// Slot of each topic [K'], or nothing. It follows from the model and the focus alone, so that colours are
/// the same in all views and stay through edits; a merged topic has the first slot of its members.
std::vector<std::optional<size_t>> slots_of(const Snapshot& snapshot, const Focus& focus);

/// {topic_id, name, renamed, hidden, members, slot, share, documents, npmi, exclusivity, trend, gain, words}.
Result<formats::Json> topic_json(const Snapshot& snapshot, uint32_t topic, const TopicOptions& options);

/// The topics as a list of them, by rising topic_id.
Result<formats::Json> topics_json(const Snapshot& snapshot, const TopicOptions& options);

/// The other visible topics, the most similar first: {topic_id, name, similarity}, 1 less the distance.
formats::Json similar_json(const Snapshot& snapshot, uint32_t topic, size_t most);

/// {document, row, file, time, label, text, weight}.
formats::Json passage_json(const report::Passage& passage);

}  // namespace theta::views
