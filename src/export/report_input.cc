#include "export/report_input.h"

#include "base/files.h"
#include "base/thread_pool.h"
#include "engine/model_evaluation.h"
#include "engine/model_files.h"
#include "report/model_source.h"

namespace theta::exports {

Result<report::ReportInput> report_input(const ExportSource& source, size_t threads) {
  formats::Json measured;
  ThreadPool pool(threads);
  if (!source.view.edits.empty() && source.corpus.has_value()) {
    THETA_ASSIGN(measured, engine::evaluate_model(pool, source.view.folder, source.corpus_folder));
  }
  return report::read_model(pool, source.view.folder, measured);
}

Result<formats::Json> current_metrics(const ExportSource& source, size_t threads) {
  if (source.view.edits.empty()) {
    return formats::read_json(join_path(source.view.folder, engine::kMetricsFile));
  }
  THETA_ASSIGN(const report::ReportInput input, report_input(source, threads));
  return formats::Json(input.metrics);
}

}  // namespace theta::exports
