#include "report/topic_map.h"

#include <algorithm>
#include <cmath>

#include "math/linear_algebra.h"

namespace theta::report {
namespace {

/// -p log2 p, which is 0 at 0. A base-2 logarithm in float is exact enough for a picture and twice as fast.
float entropy_term(float p) {
  return p > 0 ? -p * std::log2(p) : 0.0F;
}

double entropy(std::span<const float> p) {
  double sum = 0;
  for (const float value : p) sum += entropy_term(value);
  return sum;
}

double entropy_of_mean(std::span<const float> p, std::span<const float> q) {
  double sum = 0;
  for (size_t i = 0; i < p.size(); ++i) sum += entropy_term((p[i] + q[i]) / 2);
  return sum;
}

/// -J D^2 J / 2 with J = I - 11'/K: the inner products of the centred points.
math::Matrix<double> double_centred(const math::Matrix<double>& distances) {
  const size_t n = distances.rows();
  std::vector<double> mean(n);
  double grand = 0;
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) mean[i] += distances(i, j) * distances(i, j);
    mean[i] /= static_cast<double>(n);
    grand += mean[i] / static_cast<double>(n);
  }
  math::Matrix<double> result(n, n);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      result(i, j) = -0.5 * (distances(i, j) * distances(i, j) - mean[i] - mean[j] + grand);
    }
  }
  return result;
}

std::vector<double> axis(const math::SymmetricEigen& eigen, size_t index) {
  const size_t n = eigen.values.size();
  std::vector<double> result(n);
  if (index >= n || eigen.values[index] <= 0) return result;
  const double scale = std::sqrt(eigen.values[index]);
  double farthest = 0;
  for (size_t i = 0; i < n; ++i) {
    result[i] = scale * eigen.vectors(i, index);
    // The tolerance keeps rounding from choosing between two ends that are equally far.
    if (std::abs(result[i]) > std::abs(farthest) + 1e-9) farthest = result[i];
  }
  if (farthest < 0) {
    for (double& value : result) value = -value;
  }
  return result;
}

}  // namespace

math::Matrix<double> jensen_shannon_distances(const math::Matrix<float>& beta) {
  const size_t topics = beta.rows();
  std::vector<double> own(topics);
  for (size_t k = 0; k < topics; ++k) own[k] = entropy(beta.row_span(k));
  math::Matrix<double> result(topics, topics);
  for (size_t i = 0; i < topics; ++i) {
    for (size_t j = 0; j < i; ++j) {
      const double divergence = entropy_of_mean(beta.row_span(i), beta.row_span(j)) - (own[i] + own[j]) / 2;
      result(i, j) = result(j, i) = std::sqrt(std::clamp(divergence, 0.0, 1.0));
    }
  }
  return result;
}

std::vector<Point> classical_scaling(const math::Matrix<double>& distances) {
  const math::SymmetricEigen eigen = math::symmetric_eigen(double_centred(distances));
  const std::vector<double> x = axis(eigen, 0);
  const std::vector<double> y = axis(eigen, 1);
  std::vector<Point> points(distances.rows());
  for (size_t i = 0; i < points.size(); ++i) points[i] = {x[i], y[i]};
  return points;
}

}  // namespace theta::report
