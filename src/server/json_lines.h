#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace theta::server {

/// Checks JSON lines while they arrive: each line that is not blank must be one object. Holds one line.
/// Errors are kBadInput and name the line.
class JsonLinesCheck {
 public:
  static constexpr size_t kLongestLine = size_t{4} << 20;

  Status take(std::string_view piece);
  /// Checks the last line, and that there was an object at all.
  Status finish();

 private:
  Status check(std::string_view line);

  std::string rest_;  // the beginning of a line whose end has not come
  uint64_t line_ = 0;
  uint64_t objects_ = 0;
};

}  // namespace theta::server
