#include "report/topic_map.h"

#include <algorithm>
#include <cmath>

#include "math/linear_algebra.h"

namespace theta::report {
namespace {

double divergence(const float* p, const float* q, size_t size) {
  double sum = 0;
  for (size_t v = 0; v < size; ++v) {
    const double a = p[v];
    const double b = q[v];
    const double middle = 0.5 * (a + b);
    if (a > 0) sum += 0.5 * a * std::log(a / middle);
    if (b > 0) sum += 0.5 * b * std::log(b / middle);
  }
  return std::max(0.0, sum);
}

// -1/2 J D2 J with D2 the squared distances and J the centring matrix.
math::Matrix<double> doubly_centred(const math::Matrix<double>& distances) {
  const size_t n = distances.rows();
  math::Matrix<double> result(n, n);
  std::vector<double> row_mean(n, 0);
  double mean = 0;
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) row_mean[i] += distances(i, j) * distances(i, j) / static_cast<double>(n);
    mean += row_mean[i] / static_cast<double>(n);
  }
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      result(i, j) = -0.5 * (distances(i, j) * distances(i, j) - row_mean[i] - row_mean[j] + mean);
    }
  }
  return result;
}

}  // namespace

math::Matrix<double> topic_distances(const math::Matrix<float>& beta) {
  math::Matrix<double> distances(beta.rows(), beta.rows());
  for (size_t i = 0; i < beta.rows(); ++i) {
    for (size_t j = i + 1; j < beta.rows(); ++j) {
      distances(i, j) = divergence(beta.row(i), beta.row(j), beta.cols());
      distances(j, i) = distances(i, j);
    }
  }
  return distances;
}

std::vector<MapPoint> place_topics(const math::Matrix<double>& distances) {
  const size_t n = distances.rows();
  std::vector<MapPoint> points(n);
  if (n < 2) return points;
  const math::SymmetricEigen eigen = math::symmetric_eigen(doubly_centred(distances));
  for (size_t axis = 0; axis < 2; ++axis) {
    const double length = std::sqrt(std::max(0.0, eigen.values[axis]));
    double largest = 0;
    for (size_t i = 0; i < n; ++i) {
      if (std::abs(eigen.vectors(i, axis)) > std::abs(largest) + 1e-9) largest = eigen.vectors(i, axis);
    }
    const double sign = largest < 0 ? -1 : 1;
    for (size_t i = 0; i < n; ++i) {
      (axis == 0 ? points[i].x : points[i].y) = sign * length * eigen.vectors(i, axis);
    }
  }
  return points;
}

}  // namespace theta::report
