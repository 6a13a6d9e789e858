#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace theta::exports {

/// A share or weight in [0, 1], told with six digits behind the point.
struct Weight {
  double value = 0;
};

/// One cell: nothing, text, a whole number, a weight, or any other number (told with six digits that count).
using Cell = std::variant<std::monostate, std::string_view, uint64_t, Weight, double>;

struct Column {
  std::string name;
  int width = 10;  ///< in characters, where a table has a look
};

/// Receives tables row by row. Text cells that may be formulas are defused by the implementations, unless
/// they were told to leave them raw.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  /// Starts a table; the one before it must have ended. `name` is lower case: "topics".
  virtual Status begin(const std::string& name, const std::vector<Column>& columns) = 0;
  /// One cell per column.
  virtual Status row(std::span<const Cell> cells) = 0;
  virtual Status end() = 0;
};

}  // namespace theta::exports
