#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/dates.h"
#include "formats/json.h"

namespace theta::engine {

/// When the documents of a model were written, and how long they are.
struct ModelTimes {
  std::vector<std::optional<corpus::Date>> dates;  ///< [D]; nothing for a cell that is no date
  std::vector<uint32_t> tokens;                    ///< [D] words in the vocabulary
  bool knows_tokens = true;  ///< false for a model of an older release: tokens are all 1

  size_t undated() const;
};

/// Reads them from documents.csv of a model folder. Nothing when no document has a date. `documents` must be
/// there, and no more.
Result<std::optional<ModelTimes>> read_model_times(const std::string& model_folder,
                                                   const formats::Json& manifest, size_t documents);

}  // namespace theta::engine
