#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "math/matrix.h"
#include "models/topic_inference.h"

namespace theta::engine {

/// Writes model.safetensors: the inference network, rho [V, L], alpha [K, L] and the word frequencies [V],
/// with the shape and the inference settings as metadata. A model without word embeddings gives empty
/// matrices, and they are left out.
Status write_network(const std::string& path, const models::InferenceNetwork& network,
                     const math::Matrix<float>& rho, const math::Matrix<float>& alpha,
                     const std::vector<uint64_t>& word_frequency);

/// Reads the inference network back. Shapes that do not fit together are a bad-input error.
Result<models::InferenceNetwork> read_network(const std::string& path);

/// Reads only beta [K, V]; of a dynamic model the mean over time.
Result<math::Matrix<float>> read_mean_topics(const std::string& path);

/// Reads only the word frequencies.
Result<std::vector<uint64_t>> read_word_frequency(const std::string& path);

}  // namespace theta::engine
