#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/time_slices.h"
#include "engine/model_view.h"
#include "report/report.h"

namespace theta::report {

/// Shares of the visible topics by slice of time; nothing when the texts have no dates, or all one. `view`
/// must hold theta. Without a wish in `choice` the slices are the model's own, or else what cut_time() makes.
Result<std::optional<TimeShares>> time_shares(ThreadPool& pool, const engine::ModelView& view,
                                              const corpus::TimeBinChoice& choice);

/// Word drift of the visible topics over the model's own slices; nothing when the model is not dynamic.
Result<std::optional<WordDrift>> word_drift(ThreadPool& pool, const engine::ModelView& view);

}  // namespace theta::report
