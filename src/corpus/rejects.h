#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace theta::corpus {

/// A row that was not used, and why.
struct Reject {
  std::string file;
  uint64_t row = 0;  ///< from 1, header not counted
  std::string reason;
};

/// Writes rejects.csv (columns file, row, reason) in the order given.
Status write_rejects(const std::string& folder, const std::vector<Reject>& rejects);

}  // namespace theta::corpus
