#pragma once

#include <string>
#include <vector>

#include "export/document_rows.h"
#include "export/figures/draw.h"

namespace theta::exports {

/// A label or group column with the mean weights of its most frequent values.
struct ColumnBins {
  std::string file;    ///< name of the figure: share_by_label, share_by_year
  std::string column;  ///< "label", or the group column's name
  std::vector<Bin> bins;
};

struct DocumentBins {
  std::vector<ColumnBins> columns;
  std::string time_unit;   ///< year or month
  std::vector<Bin> times;  ///< consecutive; empty when times are not known
};

inline constexpr size_t kShownValues = 20;     ///< of a column; the rest is one bin
inline constexpr size_t kMostValues = 50'000;  ///< a column with more does not group documents
inline constexpr size_t kFewestYears = 3;      ///< with fewer, months are told apart

/// Reads the documents twice: first what values there are, then their weights. Memory does not grow with the
/// number of documents.
Result<DocumentBins> bin_documents(const ExportSource& source, const Wording& words, const Walk& walk);

}  // namespace theta::exports
