#pragma once

#include <vector>

#include "math/matrix.h"

namespace theta::report {

struct Point {
  double x = 0;
  double y = 0;
};

/// Jensen-Shannon distances [K, K] between the rows of beta [K, V]: the square root of the divergence in
/// bits, so 0 for equal rows and 1 for rows without a common word. It is a metric that Euclidean space can
/// hold (Endres & Schindelin 2003), which is what classical scaling asks for.
math::Matrix<double> jensen_shannon_distances(const math::Matrix<float>& beta);

/// Classical (Torgerson) scaling of distances [K, K] to two dimensions, centred on the origin. Of the mirror
/// images the one is taken whose farthest coordinate on each axis is positive.
std::vector<Point> classical_scaling(const math::Matrix<double>& distances);

}  // namespace theta::report
