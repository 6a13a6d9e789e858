#pragma once

#include <string>

#include "base/result.h"

namespace theta::report {

/// One HTML page that shows a model: map of the topics, their words by relevance, texts that show them,
/// figures of merit, settings, a methods paragraph in English and Chinese, BibTeX. Needs no network and no
/// other file.
Result<std::string> render_report(const std::string& model_folder);

}  // namespace theta::report
