#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "tokenizers/json_of_model.h"

namespace theta::tokenizers {

/// A pattern of tokenizer.json, {"String": ...} or {"Regex": ...}. The regular expressions of well-known
/// models have scanners of their own; all others go through ICU, ten times slower.
class Pattern {
 public:
  virtual ~Pattern() = default;
  /// Calls found(begin, end) for each match in the valid UTF-8 `text`, from left to right; empty matches are
  /// passed over.
  virtual void find_all(std::string_view text, const std::function<void(size_t, size_t)>& found) const = 0;
};

/// kUnsupported for a regular expression that ICU does not take.
Result<std::shared_ptr<const Pattern>> make_pattern(const Json& config);

/// The pattern that byte-level models cut by when none is given, known from GPT-2.
std::shared_ptr<const Pattern> byte_level_pattern();

}  // namespace theta::tokenizers
