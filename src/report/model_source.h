#pragma once

#include <string>

#include "base/result.h"
#include "report/report.h"

namespace theta::report {

/// Reads what a report shows from a model folder. Files that do not describe the same model are a bad-input
/// error.
Result<ReportInput> read_model(const std::string& model_folder);

}  // namespace theta::report
