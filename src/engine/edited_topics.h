#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/edits.h"

namespace theta::engine {

/// A topic after merging, renaming and hiding.
struct EditedTopic {
  uint32_t topic_id = 0;
  std::string name;  ///< a person's; empty: none
  bool hidden = false;
  std::vector<uint32_t> members;  ///< topics of the model, ascending
};

/// What edits make of a model's list of topics and words; the numbers follow in topic_layer.h.
struct EditedTopics {
  std::vector<EditedTopic> topics;   ///< ascending topic_id; at least one is visible
  std::set<std::string> stop_words;  ///< taken out of the vocabulary
};

/// The topics 0 .. num_topics - 1, each by itself.
EditedTopics unedited_topics(size_t num_topics);

/// Carries out one edit that is neither undo nor redo, or fails without changing anything: kNotFound for a
/// topic that is not there, kUsage for an edit that is no use (an impossible name, a merge of one topic, the
/// last visible topic hidden, no change at all). Whether words are in the vocabulary is not looked at.
Status apply_edit(const Edit& edit, EditedTopics& state);

/// The state after all edits in force. An edit that does not fit is a bad-input error that names its line.
Result<EditedTopics> apply_edits(const Edits& edits, size_t num_topics, const std::string& model_folder);

}  // namespace theta::engine
