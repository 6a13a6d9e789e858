#pragma once

#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "corpus/import_options.h"
#include "corpus/import_summary.h"

namespace theta::corpus {

/// Turns what open_rows() reads (a file, ZIP or folder) into the corpus folder `target`
/// (docs/formats.md). Rows are streamed: memory grows with the vocabulary and the non-zeros alone. Every row
/// is used or listed in rejects.csv. The bytes written do not depend on the number of threads. Fails when no
/// row can be used; a failed import leaves no corpus.json.
Result<ImportSummary> import_text(const std::string& source, const std::string& target,
                                  const ImportOptions& options, ThreadPool& pool, ProgressSink* progress,
                                  const StopFlag* stop);

}  // namespace theta::corpus
