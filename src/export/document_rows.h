#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "export/export_source.h"

namespace theta::exports {

/// What a model folder tells of one document.
struct DocumentRow {
  uint64_t row = 0;    ///< in the source, from 1
  uint64_t piece = 0;  ///< of the row, from 1; 0 when rows were not split
  std::string file;
  std::string id;
  std::string time;
  std::string label;
  std::vector<std::string> groups;
  std::string part;     ///< train, valid or test
  uint64_t tokens = 0;  ///< words in the vocabulary
  std::string text;     ///< only where it was asked for
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
