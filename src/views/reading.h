#pragma once

#include "engine/topic_model.h"
#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// One document as its reader sees it: document_json() without its excerpt, and
///   topics: [{topic_id, name, weight}] by falling weight, hidden ones left out; hidden_weight: their part
///   text: as imported, or null where the texts are not kept
///   spans: [{text, word, topic_id, strength}], which together are the text; the last three only where a word
///   of
///     the model stands, with the visible topic that explains it best, and how much of it (0 to 1)
///   alike: `alike` documents with the most similar topics: document_json() with similarity, the
///   Bhattacharyya
///     coefficient of the two theta, 1 for equal ones
/// `model` is the same model, whose tokenizer finds the words.
Result<formats::Json> reading_view(const Snapshot& snapshot, const engine::TopicModel& model, size_t document,
                                   size_t alike);

}  // namespace theta::views
