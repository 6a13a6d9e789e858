#pragma once

#include "base/result.h"
#include "formats/json.h"
#include "text/tokenizer.h"

namespace theta::corpus {

/// The options that a corpus was tokenised with, as they stand in corpus.json, so that new texts are cut the
/// same way.
formats::Json tokenizer_json(const text::TokenizerOptions& options);

/// The other way round; bad input when a field has a wrong type. Published bags of words name no options:
/// then words are cut without dropping any.
Result<text::TokenizerOptions> tokenizer_options(const formats::Json& json);

}  // namespace theta::corpus
