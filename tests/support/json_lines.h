#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace theta::testing_support {

/// The lines of a file, each of which is a JSON string.
Result<std::vector<std::string>> read_json_lines(const std::string& path);

}  // namespace theta::testing_support
