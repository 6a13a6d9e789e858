#include "report/topic_map.h"

#include <gtest/gtest.h>

#include <cmath>

namespace theta::report {
namespace {

math::Matrix<double> distances_between(const std::vector<Point>& points) {
  math::Matrix<double> result(points.size(), points.size());
  for (size_t i = 0; i < points.size(); ++i) {
    for (size_t j = 0; j < points.size(); ++j) {
      result(i, j) = std::hypot(points[i].x - points[j].x, points[i].y - points[j].y);
    }
  }
  return result;
}

TEST(ClassicalScaling, FindsAPlaneConfigurationFromItsDistances) {
  const std::vector<Point> points = {{0, 0}, {4, 0}, {4, 1}, {0, 1}, {1.5, 0.25}, {-2, 3}};
  const math::Matrix<double> distances = distances_between(points);
  const std::vector<Point> found = classical_scaling(distances);
  const math::Matrix<double> again = distances_between(found);
  double x = 0;
  double y = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    x += found[i].x;
    y += found[i].y;
    for (size_t j = 0; j < points.size(); ++j) EXPECT_NEAR(again(i, j), distances(i, j), 1e-9);
  }
  EXPECT_NEAR(x, 0, 1e-9);
  EXPECT_NEAR(y, 0, 1e-9);
}

TEST(ClassicalScaling, PutsARectangleOnItsAxesWithTheLongSideAcross) {
  const std::vector<Point> found = classical_scaling(distances_between({{0, 0}, {0, 6}, {2, 6}, {2, 0}}));
  for (const Point& point : found) {
    EXPECT_NEAR(std::abs(point.x), 3, 1e-9);
    EXPECT_NEAR(std::abs(point.y), 1, 1e-9);
  }
  EXPECT_GT(found[0].x, 0);  // of mirror images, the one whose first farthest point is positive
}

TEST(ClassicalScaling, OneTwoAndEqualPoints) {
  const std::vector<Point> one = classical_scaling(math::Matrix<double>(1, 1));
  EXPECT_EQ(one[0].x, 0);
  EXPECT_EQ(one[0].y, 0);
  const std::vector<Point> two = classical_scaling(distances_between({{0, 0}, {3, 4}}));
  EXPECT_NEAR(two[0].x, 2.5, 1e-12);
  EXPECT_NEAR(two[1].x, -2.5, 1e-12);
  EXPECT_NEAR(two[0].y, 0, 1e-6);
  for (const Point& point : classical_scaling(math::Matrix<double>(4, 4))) {
    EXPECT_EQ(point.x, 0);
    EXPECT_EQ(point.y, 0);
  }
}

TEST(JensenShannon, IsZeroForEqualOneForDisjointAndTheFormulaBetween) {
  math::Matrix<float> beta(4, 3);
  beta(0, 0) = beta(1, 0) = 1;
  beta(2, 1) = beta(2, 2) = 0.5F;
  beta(3, 0) = beta(3, 1) = 0.5F;
  const math::Matrix<double> distances = jensen_shannon_distances(beta);
  EXPECT_EQ(distances(0, 1), 0);
  EXPECT_NEAR(distances(0, 2), 1, 1e-6);
  // Mean (3/4, 1/4, 0): H(mean) - (0 + 1) / 2.
  const double divergence = -0.75 * std::log2(0.75) + 0.25 * 2 - 0.5;
  EXPECT_NEAR(distances(0, 3), std::sqrt(divergence), 1e-6);
  EXPECT_EQ(distances(3, 0), distances(0, 3));
}

}  // namespace
}  // namespace theta::report
