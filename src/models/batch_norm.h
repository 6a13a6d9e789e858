#pragma once

#include <cstddef>
#include <vector>

#include "base/thread_pool.h"
#include "math/matrix.h"

namespace theta::models {

/// Batch normalisation without an affine part (Ioffe & Szegedy 2015) over the columns of a [B, C] matrix,
/// with running statistics for inference (momentum 0.1, unbiased variance, as torch.nn.BatchNorm1d).
template <typename T>
class BatchNorm {
 public:
  explicit BatchNorm(size_t columns);

  /// Training: replaces `values` by (x - mean) / sqrt(variance + 1e-5) of this batch and moves the running
  /// statistics.
  void forward(math::Matrix<T>& values);
  /// Replaces d loss / d output by d loss / d input, given the output of the last forward().
  void backward(const math::Matrix<T>& normalised, math::Matrix<T>& gradient) const;

  /// Inference: out = (x - running mean) * scale(); both [C].
  const std::vector<T>& running_mean() const { return running_mean_; }
  const std::vector<T>& running_variance() const { return running_variance_; }
  void set_running(std::vector<T> mean, std::vector<T> variance);
  static constexpr double kEpsilon = 1e-5;

 private:
  std::vector<T> running_mean_;
  std::vector<T> running_variance_;
  std::vector<T> inverse_deviation_;
};

}  // namespace theta::models
