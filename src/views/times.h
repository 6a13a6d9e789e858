#pragma once

#include <string_view>

#include "corpus/time_slices.h"
#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// Reads Y, Q, M, W or D; an empty text asks for the model's own slices. A usage error otherwise.
Result<corpus::TimeBinChoice> parse_frequency(std::string_view text);

/// The visible topics over time: slices, shares with their intervals [T] of each topic, what becomes of each,
/// who rises and falls, and how words drift in a dynamic model. Where there are no dates, or the slices
/// wished for cannot be cut: {available: false, reason, suggestions}.
Result<formats::Json> times_view(const Snapshot& snapshot, const corpus::TimeBinChoice& choice);

/// The same of one topic: {slices: [{label, first, end, documents, tokens, share, low, high}], life}.
Result<formats::Json> timeline_view(const Snapshot& snapshot, uint32_t topic,
                                    const corpus::TimeBinChoice& choice);

}  // namespace theta::views
