#pragma once

#include <memory>

#include "base/result.h"
#include "tokenizers/json_of_model.h"
#include "tokenizers/words.h"

namespace theta::tokenizers {

/// Cuts normalised text into the words that a model sees.
class PreTokenizer {
 public:
  virtual ~PreTokenizer() = default;
  /// Replaces `words` by finer ones. `is_first`: the text stands at the beginning, no added token before it.
  virtual void apply(Words& words, bool is_first) const = 0;
};

struct PreTokenizers {
  std::shared_ptr<const PreTokenizer> chain;  ///< never null
  /// The model's symbols are bytes, written in its vocabulary as printable characters.
  bool byte_level = false;
};

/// From the member "pre_tokenizer" of tokenizer.json. kUnsupported names the first kind that is not known.
Result<PreTokenizers> make_pre_tokenizer(const Json& config);

}  // namespace theta::tokenizers
