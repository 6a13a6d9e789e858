#pragma once

#include <span>
#include <string>

#include "eval/completion.h"
#include "eval/dynamic_scores.h"
#include "formats/json.h"

namespace theta::engine {

/// The member "dynamic" of metrics.json (docs/metrics.md): figures of each slice, their means over the slices
/// with documents, smoothness, each topic. `labels` names the T slices; `perplexity` has one entry per slice,
/// or none when no document was held out. What cannot be told is null.
formats::Json dynamic_metrics(const eval::DynamicScores& scores, std::span<const std::string> labels,
                              std::span<const eval::Perplexity> perplexity);

}  // namespace theta::engine
