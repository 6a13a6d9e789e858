#pragma once

#include <memory>

#include "base/result.h"
#include "base/thread_pool.h"
#include "encoders/attention.h"
#include "encoders/encoder_config.h"
#include "encoders/weight_files.h"
#include "math/gemm_bf16.h"
#include "math/matrix.h"

namespace theta::encoders {

/// The layers of a text encoder. Weights are packed; one caller at a time.
class Transformer {
 public:
  virtual ~Transformer() = default;
  /// The last layer's states, normalised as the architecture says: row t of `states` belongs to token t of
  /// the batch, H columns; rows behind the tokens are padding. Tokens are below config.vocabulary. A text's
  /// rows do not depend on the other texts, nor on the pool, bit for bit.
  virtual void forward(ThreadPool& pool, const TokenBatch& batch, math::Matrix<float>& states) = 0;
};

/// Packs the weights of either architecture. kBadInput names a tensor that is missing or has another shape.
Result<std::unique_ptr<Transformer>> make_transformer(ThreadPool& pool, const EncoderConfig& config,
                                                      WeightFiles weights, math::Precision precision);
Result<std::unique_ptr<Transformer>> make_qwen3(ThreadPool& pool, const EncoderConfig& config,
                                                WeightFiles weights, math::Precision precision);
Result<std::unique_ptr<Transformer>> make_bert(ThreadPool& pool, const EncoderConfig& config,
                                               WeightFiles weights, math::Precision precision);

/// The first of `prefixes` with which the weights have `name`: models are saved with and without their
/// outer module. kBadInput when none fits.
Result<std::string> prefix_of(const WeightFiles& weights, const std::vector<std::string>& prefixes,
                              const std::string& name);

/// Calls row(r) for r < rows, in pieces.
void for_rows(ThreadPool& pool, size_t rows, const std::function<void(size_t)>& row);

}  // namespace theta::encoders
