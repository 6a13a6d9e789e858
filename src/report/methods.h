#pragma once

#include <string>

#include "report/report_data.h"

namespace theta::report {

/// A paragraph for the methods section of a paper: corpus, preprocessing, model, settings, figures of merit.
std::string methods_english(const ReportSource& source);
std::string methods_chinese(const ReportSource& source);

/// Entries for the program and the paper that describes the model.
std::string bibtex(const ReportSource& source);

}  // namespace theta::report
