#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "tokenizers/json_of_model.h"

namespace theta::tokenizers {

/// What a model does to text before it is cut into words.
class Normalizer {
 public:
  virtual ~Normalizer() = default;
  /// Changes valid UTF-8 into valid UTF-8. Any number of threads may call it.
  virtual void apply(std::string& text) const = 0;
};

/// From the member "normalizer" of tokenizer.json; null gives one that changes nothing. kUnsupported names
/// the first kind that is not known.
Result<std::shared_ptr<const Normalizer>> make_normalizer(const Json& config);

}  // namespace theta::tokenizers
