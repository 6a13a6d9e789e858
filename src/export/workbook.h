#pragma once

#include <string>

#include "export/document_rows.h"

namespace theta::exports {

struct WorkbookChoice {
  size_t top_words = 25;  ///< words of each topic
  size_t threads = 0;     ///< that take figures anew which edits changed
  bool texts = false;     ///< the documents' texts, from the corpus
  bool raw = false;       ///< leave cells that may be formulas as they are
};

/// Writes the sheets Summary, Topics, Words, those of write_time_tables(), Documents, Metrics, Settings and,
/// when there are any, Edits.
Status write_workbook(const ExportSource& source, const WorkbookChoice& choice, const Walk& walk,
                      const std::string& path);

}  // namespace theta::exports
