#pragma once

#include "base/result.h"
#include "export/export_source.h"
#include "formats/json.h"
#include "report/report.h"

namespace theta::exports {

/// What the report shows of the model. Figures that edits changed are taken anew when the source has a
/// corpus, by `threads` threads, and left out when it has none and they need the texts.
Result<report::ReportInput> report_input(const ExportSource& source, size_t threads);

/// The figures that hold for the whole model as its edits leave it: those of metrics.json, or of
/// report_input() once edits are in force.
Result<formats::Json> current_metrics(const ExportSource& source, size_t threads);

}  // namespace theta::exports
