#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "math/gemm_bf16.h"
#include "math/matrix.h"
#include "models/etm_config.h"
#include "models/optimizer.h"
#include "models/sparse_rows.h"

namespace theta::models {

/// What the first layer reads beside the words: one row for all documents of a slice of time.
template <typename T>
struct SliceShift {
  math::Matrix<T> values;            ///< [S, H], added before the activation
  std::span<const uint32_t> of_row;  ///< [B] row of `values` that belongs to each document
};

/// The amortised posterior's network: two hidden layers of H units over a sparse bag of words, then one
/// linear head that holds mu and log-variance side by side.
///
/// Shapes: first_weight [V, H], second_weight [H, H], head_weight [H, 2 * padded(K)] with mu in columns
/// [0, K) and log-variance in [padded(K), padded(K) + K); padding columns stay zero.
template <typename T>
class Encoder {
 public:
  /// Draws weights and biases uniformly from +-1/sqrt(fan in), as torch.nn.Linear.
  Encoder(const EtmConfig& config, uint64_t seed);

  /// What forward() keeps for backward(). Rows are documents of the batch.
  struct Pass {
    math::Matrix<T> hidden1;       ///< [B, H] after activation
    math::Matrix<T> hidden2;       ///< [B, H] after activation
    math::Matrix<T> dropout_mask;  ///< [B, H], 0 or 1/(1-p); empty without dropout
    math::Matrix<T> dropped;       ///< hidden2 * dropout_mask; empty without dropout
    math::Matrix<T> head;          ///< [B, 2 * padded(K)]

    /// What the head reads.
    const math::Matrix<T>& top() const { return dropout_mask.empty() ? hidden2 : dropped; }
  };

  /// Fills pass for the sparse input rows. `dropout_stream` keys the dropout mask; 0 switches dropout off.
  void forward(ThreadPool& pool, const SparseRows<T>& input, uint64_t seed, uint64_t dropout_stream,
               Pass& pass, const SliceShift<T>* shift = nullptr) const;

  /// Feeds the optimizer with all gradients, given d loss / d head in `head_gradient` [B, 2 * padded(K)].
  void backward(ThreadPool& pool, const SparseRows<T>& input, const ColumnOrder& input_columns,
                const Pass& pass, const math::Matrix<T>& head_gradient, Optimizer<T>& optimizer);

  /// After backward(): d loss / d shift.values, [S, H].
  void shift_gradient(const SliceShift<T>& shift, math::Matrix<T>& gradient) const;

  std::vector<Parameter<T>*> parameters();

  const Parameter<T>& first_weight() const { return first_weight_; }
  const Parameter<T>& first_bias() const { return first_bias_; }
  const Parameter<T>& second_weight() const { return second_weight_; }
  const Parameter<T>& second_bias() const { return second_bias_; }
  const Parameter<T>& head_weight() const { return head_weight_; }
  const Parameter<T>& head_bias() const { return head_bias_; }

 private:
  void input_layer(ThreadPool& pool, const SparseRows<T>& input, const SliceShift<T>* shift,
                   math::Matrix<T>& out) const;
  void input_layer_backward(ThreadPool& pool, const SparseRows<T>& input, const ColumnOrder& columns,
                            const math::Matrix<T>& gradient, Optimizer<T>& optimizer);
  /// Dense product at the configured precision; beta is 0 or 1.
  void multiply(ThreadPool& pool, math::Transpose transpose_a, math::Transpose transpose_b, size_t m,
                size_t n, size_t k, const math::Matrix<T>& a, const math::Matrix<T>& b, T beta,
                math::Matrix<T>& c) const;
  void drop_out(uint64_t seed, uint64_t stream, Pass& pass) const;
  void activate(ThreadPool& pool, math::Matrix<T>& values) const;
  void activation_backward(ThreadPool& pool, const math::Matrix<T>& activated,
                           math::Matrix<T>& gradient) const;
  void bias_backward(const math::Matrix<T>& gradient, Parameter<T>& bias, Optimizer<T>& optimizer) const;

  EtmConfig config_;
  Parameter<T> first_weight_;
  Parameter<T> first_bias_;
  Parameter<T> second_weight_;
  Parameter<T> second_bias_;
  Parameter<T> head_weight_;
  Parameter<T> head_bias_;

  mutable math::Bfloat16Buffers rounded_;
  // Buffers of backward(), kept from step to step.
  math::Matrix<T> gradient2_;
  math::Matrix<T> gradient1_;
  math::Matrix<T> weight_gradient_;
  math::AlignedVector<T> column_values_;
};

}  // namespace theta::models
