#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "tokenizers/json_of_model.h"
#include "tokenizers/token_model.h"

namespace theta::tokenizers {

/// The tokens that stand before and behind every text.
struct Frame {
  TokenIds before;
  TokenIds behind;
};

/// From the member "post_processor" of tokenizer.json, for a single text. `id_of` knows all tokens.
/// kBadInput names a token that does not exist.
Result<Frame> make_frame(const Json& config,
                         const std::function<std::optional<uint32_t>(std::string_view)>& id_of);

}  // namespace theta::tokenizers
