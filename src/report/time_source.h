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
/// must hold theta. Dates that span too many slices of the wanted kind are cut as cut_time() says.
Result<std::optional<TimeShares>> time_shares(ThreadPool& pool, const engine::ModelView& view,
                                              const corpus::TimeBinChoice& choice);

}  // namespace theta::report
