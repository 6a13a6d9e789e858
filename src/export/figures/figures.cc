#include "export/figures/figures.h"

#include "export/figures/document_bins.h"
#include "export/figures/draw.h"

namespace theta::exports {

Status write_figures(const ExportSource& source, const FigureChoice& choice, const Walk& walk,
                     const std::string& folder) {
  const Sheet sheet{source, wording(source, choice.language), folder, choice.csv};
  THETA_RETURN_IF_ERROR(draw_topic_shares(sheet));
  THETA_RETURN_IF_ERROR(draw_topic_map(sheet));
  THETA_RETURN_IF_ERROR(draw_topic_words(sheet, choice.top_words));
  THETA_RETURN_IF_ERROR(draw_training(sheet));
  THETA_ASSIGN(const DocumentBins bins, bin_documents(source, sheet.words, walk));
  for (const ColumnBins& column : bins.columns) {
    THETA_RETURN_IF_ERROR(draw_heat_map(sheet, column.file, column.column, column.bins));
  }
  if (!bins.times.empty()) THETA_RETURN_IF_ERROR(draw_time(sheet, bins.time_unit, bins.times));
  return {};
}

}  // namespace theta::exports
