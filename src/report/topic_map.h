#pragma once

#include <vector>

#include "math/matrix.h"

namespace theta::report {

struct MapPoint {
  double x = 0;
  double y = 0;
};

/// Jensen-Shannon divergence, natural logarithm, of every pair of rows of beta [K, V]; [K, K], symmetric,
/// zero diagonal.
math::Matrix<double> topic_distances(const math::Matrix<float>& beta);

/// Places topics in the plane so that distances are kept as well as two dimensions can: classical
/// multidimensional scaling (Torgerson 1952), as the intertopic map of LDAvis (Sievert & Shirley 2014). The
/// sign of each axis is fixed by its largest coordinate. Axes have no meaning of their own.
std::vector<MapPoint> place_topics(const math::Matrix<double>& distances);

}  // namespace theta::report
