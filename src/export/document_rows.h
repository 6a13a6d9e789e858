#pragma once

#include <functional>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "engine/document_rows.h"
#include "export/export_source.h"

namespace theta::exports {

/// What a model folder tells of one document.
struct DocumentRow : engine::DocumentRow {
  std::string text;  ///< only where it was asked for
};

/// How a walk over the documents reports and ends; both may be absent.
struct Walk {
  ProgressSink* sink = nullptr;
  const StopFlag* stop = nullptr;
};

using TakeDocument = std::function<Status(size_t d, const DocumentRow& row)>;

/// Calls `take` with each document of the model in order, holding one at a time; ends at its first error and,
/// as cancelled, at a request to stop. Models of older releases do not tell `tokens`: it comes from the
/// corpus, and without one every document counts as of average length.
Status for_each_row(const ExportSource& source, const Walk& walk, const TakeDocument& take);

/// The same, with the text of each document from the corpus, which must be there.
Status for_each_text(const ExportSource& source, const Walk& walk, const TakeDocument& take);

/// How other programs may call the document: its id, else file and row; with the piece where rows were split.
std::string document_name(const DocumentRow& row);

}  // namespace theta::exports
