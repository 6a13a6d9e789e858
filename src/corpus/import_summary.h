#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/rejects.h"
#include "formats/json.h"

namespace theta::corpus {

/// What an import did. `info` is the corpus.json that was written.
struct ImportSummary {
  uint64_t rows_total = 0;
  uint64_t rows_used = 0;
  std::vector<Reject> rejects;
  formats::Json info;
  std::vector<std::string> date_sentences;  ///< what to tell of the cells of the time column, if anything
};

}  // namespace theta::corpus
