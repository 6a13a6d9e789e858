#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tokenizers/added_tokens.h"
#include "tokenizers/frame.h"
#include "tokenizers/normalizer.h"
#include "tokenizers/pre_tokenizer.h"
#include "tokenizers/token_model.h"
#include "tokenizers/word_cache.h"
#include "tokenizers/words.h"

namespace theta::tokenizers {

/// What one thread needs while it encodes; kept from text to text.
struct EncodingWork {
  WordCache cache;
  std::vector<AddedTokens::Section> raw_sections;
  std::vector<AddedTokens::Section> sections;
  std::string valid;
  std::string normalized;
  Words words;
};

/// The tokenizer that belongs to a text encoder, as described by a file tokenizer.json of Hugging Face's
/// library: added tokens, normaliser, pre-tokeniser, model (BPE over bytes, WordPiece, Unigram) and the
/// tokens around every text. Any number of threads may use it, each with an EncodingWork of its own that
/// serves this tokenizer only.
class SubwordTokenizer {
 public:
  /// kBadInput or kUnsupported: one sentence that names the file and the part.
  static Result<SubwordTokenizer> open(const std::string& path);
  /// The same from the file's text; `name` stands for it in errors.
  static Result<SubwordTokenizer> parse(std::string_view json, const std::string& name);

  static constexpr size_t kNoLimit = std::numeric_limits<size_t>::max();
  /// Replaces `ids` by the tokens of `text`, those around it included, at most `most` in all: what is too
  /// much is cut from the end of the text. Bytes that are not UTF-8 count as U+FFFD.
  void encode(std::string_view text, size_t most, EncodingWork& work, TokenIds& ids) const;

  /// One more than the largest id.
  uint32_t size() const { return size_; }
  std::optional<uint32_t> id_of(std::string_view token) const;

 private:
  SubwordTokenizer(std::shared_ptr<const Normalizer> normalizer, PreTokenizers pre_tokenizers,
                   std::shared_ptr<const TokenModel> model, std::vector<AddedToken> raw,
                   std::vector<AddedToken> normalized);
  static Result<SubwordTokenizer> from_json(const Json& json);
  void encode_section(std::string_view text, bool is_first, EncodingWork& work, TokenIds& ids) const;

  std::shared_ptr<const Normalizer> normalizer_;
  PreTokenizers pre_tokenizers_;
  std::shared_ptr<const TokenModel> model_;
  AddedTokens raw_;         ///< found in the text as it came
  AddedTokens normalized_;  ///< found in the normalised text
  Vocabulary added_ids_;
  Frame frame_;
  uint32_t size_;
};

}  // namespace theta::tokenizers
