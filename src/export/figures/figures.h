#pragma once

#include <string>

#include "export/csv_tables.h"
#include "export/document_rows.h"

namespace theta::exports {

struct FigureChoice {
  size_t top_words = 10;  ///< bars of each topic
  std::string language;   ///< "en", "zh", or empty for the language of most documents
  CsvLook csv;            ///< of the data beside the figures
};

/// Writes figures into `folder`, each as NAME.svg with its data as NAME.csv: topic_shares, topic_map,
/// topic_words; share_by_label and share_by_GROUP where documents have them; share_over_time where times are
/// known; training.
Status write_figures(const ExportSource& source, const FigureChoice& choice, const Walk& walk,
                     const std::string& folder);

}  // namespace theta::exports
