#pragma once

#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// How the words of the visible topics of a dynamic model drift over its own slices; null when the model is
/// not dynamic. {slices: [label], topics: [{topic_id, name, top: [T][{word, probability}], steps: [T]{rising,
/// falling}, whole: {rising, falling}}]}; words that change: {word, before, after, z}.
Result<formats::Json> drift_json(const Snapshot& snapshot);

}  // namespace theta::views
