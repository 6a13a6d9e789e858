#include "export/figures/label_places.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace theta::exports {
namespace {

constexpr double kGap = 2;  // between labels
constexpr int kDirections = 24;
constexpr int kRings = 40;
constexpr double kRingStep = 6;

Box box_at(const Labelled& circle, Spot middle) {
  return {middle.x - circle.width / 2, middle.y - circle.height / 2, middle.x + circle.width / 2,
          middle.y + circle.height / 2};
}

bool meet(const Box& a, const Box& b) {
  return a.left < b.right + kGap && b.left < a.right + kGap && a.top < b.bottom + kGap &&
         b.top < a.bottom + kGap;
}

bool is_free(const Box& box, const std::vector<Box>& taken) {
  return std::none_of(taken.begin(), taken.end(), [&box](const Box& other) { return meet(box, other); });
}

bool is_inside(const Box& box, const Box& bounds) {
  return box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top &&
         box.bottom <= bounds.bottom;
}

Spot place_one(const Labelled& circle, const Box& bounds, const std::vector<Box>& taken) {
  const double half = std::hypot(circle.width, circle.height) / 2;
  const Spot middle = circle.centre;
  if (half <= circle.radius && is_free(box_at(circle, middle), taken)) return middle;
  for (int ring = 0; ring < kRings; ++ring) {
    const double distance = circle.radius + half + 2 + kRingStep * ring;
    for (int i = 0; i < kDirections; ++i) {
      const double angle = 2 * std::numbers::pi * i / kDirections;
      const Spot spot{middle.x + distance * std::cos(angle), middle.y - distance * std::sin(angle)};
      const Box box = box_at(circle, spot);
      if (is_inside(box, bounds) && is_free(box, taken)) return spot;
    }
  }
  return middle;
}

}  // namespace

std::vector<Spot> place_labels(const std::vector<Labelled>& circles, const Box& bounds) {
  std::vector<Spot> places;
  std::vector<Box> taken;
  for (const Labelled& circle : circles) {
    places.push_back(place_one(circle, bounds, taken));
    taken.push_back(box_at(circle, places.back()));
  }
  return places;
}

}  // namespace theta::exports
