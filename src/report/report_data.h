#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/json.h"
#include "math/matrix.h"

namespace theta::report {

/// What a report is made of: the files of a model folder.
struct ReportSource {
  formats::Json manifest;
  formats::Json metrics;
  formats::Json history;      ///< list of epochs
  formats::Json topic_words;  ///< list of topics
  formats::Json passages;     ///< list of topics
  std::vector<std::string> vocabulary;
  math::Matrix<float> beta;              ///< [K, V]
  std::vector<uint64_t> word_frequency;  ///< [V]
};

Result<ReportSource> read_report_source(const std::string& model_folder);

/// The data that the page's script draws.
formats::Json report_data(const ReportSource& source);

}  // namespace theta::report
