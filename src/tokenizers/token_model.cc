#include "tokenizers/token_model.h"

#include <algorithm>

namespace theta::tokenizers {
namespace {

/// Older files do not name the kind of their model.
std::string type_of(const Json& config) {
  if (config.contains("type")) return config.at("type").get<std::string>();
  if (config.contains("merges")) return "BPE";
  return config.at("vocab").is_array() ? "Unigram" : "WordPiece";
}

}  // namespace

Result<std::shared_ptr<const TokenModel>> make_token_model(const Json& config, bool byte_level) {
  const std::string type = type_of(config);
  if (type == "BPE" && byte_level) return make_byte_pairs(config);
  if (type == "BPE") {
    return make_error(ErrorKind::kUnsupported,
                      "a BPE model without the pre-tokenizer ByteLevel is not known");
  }
  if (type == "WordPiece") return make_word_pieces(config);
  if (type == "Unigram") return make_unigram(config);
  return make_error(ErrorKind::kUnsupported, "the model {} is not known", type);
}

Result<Vocabulary> read_vocabulary(const Json& vocab) {
  constexpr uint32_t kLargestId = 1U << 24;
  Vocabulary vocabulary;
  vocabulary.reserve(vocab.size());
  for (const auto& [token, id] : vocab.items()) {
    const auto number = id.get<int64_t>();
    if (number < 0 || number > kLargestId) return bad_input("the token {} has the number {}", token, number);
    vocabulary.emplace(token, static_cast<uint32_t>(number));
  }
  if (vocabulary.empty()) return bad_input("the vocabulary is empty");
  return vocabulary;
}

uint32_t size_of(const Vocabulary& vocabulary) {
  uint32_t largest = 0;
  for (const auto& [token, id] : vocabulary) largest = std::max(largest, id);
  return largest + 1;
}

}  // namespace theta::tokenizers
