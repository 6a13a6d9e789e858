#include "engine/model_times.h"

#include <algorithm>

#include "base/files.h"
#include "corpus/date_column.h"
#include "engine/document_rows.h"
#include "engine/model_files.h"

namespace theta::engine {

size_t ModelTimes::undated() const {
  return static_cast<size_t>(std::count(dates.begin(), dates.end(), std::nullopt));
}

Result<std::optional<ModelTimes>> read_model_times(const std::string& model_folder,
                                                   const formats::Json& manifest, size_t documents) {
  THETA_ASSIGN(const auto groups, group_columns_of(manifest, model_folder));
  THETA_ASSIGN(DocumentRows rows, DocumentRows::open(model_folder, groups.size()));
  ModelTimes times;
  times.knows_tokens = rows.has_tokens();
  std::vector<std::string> cells;
  DocumentRow row;
  for (size_t d = 0; d < documents; ++d) {
    THETA_RETURN_IF_ERROR(rows.next(row));
    cells.push_back(row.time);
    times.tokens.push_back(times.knows_tokens ? static_cast<uint32_t>(row.tokens) : 1);
  }
  THETA_ASSIGN(const bool ended, rows.at_end());
  if (!ended) {
    return bad_input("{}: describes more than the {} documents of the model",
                     join_path(model_folder, kModelDocumentsFile), documents);
  }
  times.dates = corpus::parse_dates(cells);
  if (times.undated() == documents) return std::optional<ModelTimes>();
  return std::optional<ModelTimes>(std::move(times));
}

}  // namespace theta::engine
