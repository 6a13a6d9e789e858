#pragma once

#include <string>

namespace theta::encoders {

/// Makes the folder of a small model with random weights: config.json, model.safetensors, tokenizer.json
/// (one token for each letter) and, for Qwen3, modules.json with pooling, normalisation and prompts.
void make_tiny_qwen3(const std::string& folder);
void make_tiny_bert(const std::string& folder);

}  // namespace theta::encoders
