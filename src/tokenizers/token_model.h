#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "tokenizers/json_of_model.h"

namespace theta::tokenizers {

using TokenIds = std::vector<uint32_t>;

/// Lets a map with string keys be asked by string_view.
struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using Vocabulary = std::unordered_map<std::string, uint32_t, StringHash, std::equal_to<>>;

/// Cuts one word into tokens.
class TokenModel {
 public:
  virtual ~TokenModel() = default;
  /// Appends the tokens of `word`, which is not empty. The same word has the same tokens wherever it stands.
  virtual void encode(std::string_view word, TokenIds& ids) const = 0;
  /// One more than the largest id.
  virtual uint32_t size() const = 0;
  virtual const Vocabulary& vocabulary() const = 0;
};

/// From the member "model" of tokenizer.json: BPE over bytes, WordPiece or Unigram. kUnsupported, kBadInput.
Result<std::shared_ptr<const TokenModel>> make_token_model(const Json& config, bool byte_level);

Result<std::shared_ptr<const TokenModel>> make_byte_pairs(const Json& config);
Result<std::shared_ptr<const TokenModel>> make_word_pieces(const Json& config);
Result<std::shared_ptr<const TokenModel>> make_unigram(const Json& config);

/// The member "vocab" as a map of tokens to ids.
Result<Vocabulary> read_vocabulary(const Json& vocab);
/// One more than the largest id.
uint32_t size_of(const Vocabulary& vocabulary);

}  // namespace theta::tokenizers
