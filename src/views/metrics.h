#pragma once

#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// The figures that hold for the model as its edits leave it, in all and per visible topic:
/// {left_out, figures: [{name, value, better, verdict, thresholds, definition: {en, zh}}], topics:
/// [{topic_id, name, share, documents, npmi, c_v, u_mass, exclusivity}]}. left_out: edits have changed what
/// some figures measure, and they are null until the model is evaluated again.
Result<formats::Json> metrics_view(const Snapshot& snapshot);

/// {documents, tokens, vocabulary, topics, model_topics, hidden_topics, weak_below, npmi, topic_diversity,
/// perplexity}.
Result<formats::Json> key_figures(const Snapshot& snapshot);

/// {items: [...]}: the epochs of training_history.json, each with what its trainer noted.
Result<formats::Json> history_view(const Snapshot& snapshot);

}  // namespace theta::views
