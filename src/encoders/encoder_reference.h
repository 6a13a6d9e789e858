#pragma once

#include <vector>

#include "encoders/encoder_config.h"
#include "encoders/weight_files.h"

namespace theta::encoders {

/// The last layer's states of one text [tokens][H], in double and by plain loops: what Transformer::forward
/// must agree with. Names of tensors without a prefix.
std::vector<std::vector<double>> reference_states(const EncoderConfig& config, const WeightFiles& weights,
                                                  const std::vector<uint32_t>& tokens);

}  // namespace theta::encoders
