#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/result.h"
#include "encoders/encoder_config.h"

namespace theta::encoders {

/// How the vectors of a text's tokens become one.
enum class Pooling : uint8_t { kLastToken, kMean, kFirstToken };

/// What a folder of the sentence-transformers layout says beside the transformer itself.
struct FolderSettings {
  Pooling pooling = Pooling::kMean;
  bool normalise = false;                      ///< vectors get length 1
  size_t most_tokens = 512;                    ///< longer texts are cut
  std::map<std::string, std::string> prompts;  ///< put in front of texts, by name: "query"
  std::string default_prompt;                  ///< a name, or empty
};

/// Reads modules.json, the pooling module's config.json, sentence_bert_config.json and
/// config_sentence_transformers.json, each where it is there. Without modules.json the architecture decides:
/// Qwen3 takes the last token and normalises, BERT the mean. kUnsupported names a module that is not known.
Result<FolderSettings> read_folder_settings(const std::string& folder, const EncoderConfig& config);

}  // namespace theta::encoders
