#include "models/batch_norm.h"

#include <cmath>
#include <utility>

#include "base/assert.h"

namespace theta::models {
namespace {
constexpr double kMomentum = 0.1;
}  // namespace

template <typename T>
BatchNorm<T>::BatchNorm(size_t columns)
    : running_mean_(columns, T{0}), running_variance_(columns, T{1}), inverse_deviation_(columns, T{1}) {}

template <typename T>
void BatchNorm<T>::set_running(std::vector<T> mean, std::vector<T> variance) {
  THETA_ASSERT(mean.size() == running_mean_.size() && variance.size() == running_variance_.size());
  running_mean_ = std::move(mean);
  running_variance_ = std::move(variance);
}

template <typename T>
void BatchNorm<T>::forward(math::Matrix<T>& values) {
  const size_t rows = values.rows();
  const size_t cols = values.cols();
  const T inverse_rows = T{1} / static_cast<T>(rows);
  std::vector<T> mean(cols, T{0});
  std::vector<T> variance(cols, T{0});
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < cols; ++c) mean[c] += values(r, c);
  }
  for (T& m : mean) m *= inverse_rows;
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < cols; ++c) {
      const T centred = values(r, c) - mean[c];
      variance[c] += centred * centred;
    }
  }
  const T unbiased = rows > 1 ? static_cast<T>(rows) / static_cast<T>(rows - 1) : T{1};
  for (size_t c = 0; c < cols; ++c) {
    variance[c] *= inverse_rows;
    inverse_deviation_[c] = T{1} / std::sqrt(variance[c] + static_cast<T>(kEpsilon));
    running_mean_[c] += static_cast<T>(kMomentum) * (mean[c] - running_mean_[c]);
    running_variance_[c] += static_cast<T>(kMomentum) * (variance[c] * unbiased - running_variance_[c]);
  }
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < cols; ++c) values(r, c) = (values(r, c) - mean[c]) * inverse_deviation_[c];
  }
}

template <typename T>
void BatchNorm<T>::backward(const math::Matrix<T>& normalised, math::Matrix<T>& gradient) const {
  const size_t rows = gradient.rows();
  const size_t cols = gradient.cols();
  std::vector<T> sum(cols, T{0});
  std::vector<T> product(cols, T{0});
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < cols; ++c) {
      sum[c] += gradient(r, c);
      product[c] += gradient(r, c) * normalised(r, c);
    }
  }
  const T inverse_rows = T{1} / static_cast<T>(rows);
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < cols; ++c) {
      const T centred = gradient(r, c) - inverse_rows * (sum[c] + normalised(r, c) * product[c]);
      gradient(r, c) = inverse_deviation_[c] * centred;
    }
  }
}

template class BatchNorm<float>;
template class BatchNorm<double>;

}  // namespace theta::models
