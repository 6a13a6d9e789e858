#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "formats/json.h"

namespace theta::survey {

/// How often each value of a column comes.
class ValueCounts {
 public:
  static constexpr size_t kMostValues = 10'000;  ///< that are told apart; later ones are counted together
  static constexpr size_t kShown = 50;

  void add(const std::string& value);
  /// {column, distinct, values: [{value, documents}], others}: the most frequent values, and how many
  /// documents have none of those. Blank cells are the value "".
  formats::Json json(const std::string& column) const;

 private:
  std::unordered_map<std::string, uint64_t> counts_;
  uint64_t total_ = 0;
};

}  // namespace theta::survey
