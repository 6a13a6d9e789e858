#include "export/figures/label_places.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace theta::exports {
namespace {

TEST(PlaceLabels, LargeCirclesKeepThemInTheMiddle) {
  const auto places = place_labels({{{50, 50}, 30, 14, 12}}, {0, 0, 100, 100});
  EXPECT_EQ(places[0].x, 50);
  EXPECT_EQ(places[0].y, 50);
}

TEST(PlaceLabels, NoTwoMeet) {
  const CounterRandom random(2, 0);
  std::vector<Labelled> circles;
  for (uint64_t i = 0; i < 120; ++i) {
    // Most of them on one heap in the middle.
    const double spread = i % 4 == 0 ? 400 : 60;
    circles.push_back({{250 + spread * (random.uniform_double(2 * i) - 0.5),
                        250 + spread * (random.uniform_double(2 * i + 1) - 0.5)},
                       4 + 10 * random.uniform_double(1000 + i),
                       18,
                       12});
  }
  const Box bounds{0, 0, 500, 500};
  const auto places = place_labels(circles, bounds);
  for (size_t i = 0; i < places.size(); ++i) {
    EXPECT_GE(places[i].x, 9);
    EXPECT_LE(places[i].y, 494);
    for (size_t j = 0; j < i; ++j) {
      EXPECT_TRUE(std::abs(places[i].x - places[j].x) >= 18 || std::abs(places[i].y - places[j].y) >= 12)
          << i << " and " << j;
    }
  }
}

}  // namespace
}  // namespace theta::exports
