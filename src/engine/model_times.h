#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/dates.h"

namespace theta::engine {

/// When the documents of a model were written, and how long they are.
struct ModelTimes {
  std::vector<std::optional<corpus::Date>> dates;  ///< [D]; nothing for a cell that is no date
  std::vector<uint32_t> tokens;                    ///< [D] words in the vocabulary

  size_t undated() const;
};

/// Reads them from documents.csv of a model folder. Figures such as 3/4/2021 are read with the day first when
/// one of the cells proves it and none the opposite. Nothing when no document has a date. `documents` must be
/// there.
Result<std::optional<ModelTimes>> read_model_times(const std::string& model_folder, size_t documents);

}  // namespace theta::engine
