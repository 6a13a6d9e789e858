#pragma once

#include <string>

#include "base/result.h"
#include "base/thread_pool.h"
#include "corpus/time_slices.h"
#include "formats/json.h"
#include "report/report.h"

namespace theta::report {

/// Reads what a report shows from a model folder, seen through its edits: hidden topics are left out, and the
/// passages of a merged topic are its members' by their summed weights. `measured` is what evaluate_model()
/// says now; without it (null), figures that edits changed are taken from the view where they follow from it,
/// and left out where they need the corpus. Files that do not describe the same model are a bad-input error.
/// Texts with dates get their shares over time, cut by `time`.
Result<ReportInput> read_model(ThreadPool& pool, const std::string& model_folder,
                               const formats::Json& measured = {}, const corpus::TimeBinChoice& time = {});

}  // namespace theta::report
