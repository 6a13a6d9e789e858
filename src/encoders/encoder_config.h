#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace theta::encoders {

enum class Architecture : uint8_t { kQwen3, kBert };
enum class Activation : uint8_t { kSilu, kGelu, kGeluTanh };

/// The shape of a transformer, from config.json. Letters used elsewhere: H hidden, N heads, G key heads, D
/// head size, F inner size of the feed-forward network.
struct EncoderConfig {
  Architecture architecture = Architecture::kQwen3;
  Activation activation = Activation::kSilu;
  size_t vocabulary = 0;
  size_t hidden = 0;
  size_t layers = 0;
  size_t heads = 0;
  size_t key_heads = 0;  ///< divides heads
  size_t head_size = 0;
  size_t inner = 0;
  size_t most_positions = 0;
  size_t first_position = 0;  ///< RoBERTa's family counts from behind the padding token
  size_t types = 0;           ///< of segments, BERT only
  double epsilon = 1e-6;
  double rope_base = 10000;
};

/// Reads config.json of a folder. kBadInput names a member that is missing or out of range; kUnsupported an
/// architecture, activation or variant that is not known.
Result<EncoderConfig> read_encoder_config(const std::string& folder);

}  // namespace theta::encoders
