#include "report/sweep_figure.h"

#include <gtest/gtest.h>

namespace theta::report {
namespace {

engine::Sweep sweep_of(std::vector<size_t> topics, size_t seeds) {
  engine::Sweep sweep;
  for (const size_t k : topics) {
    engine::SweepPoint point;
    point.num_topics = k;
    for (size_t s = 0; s < seeds; ++s) {
      const double shift = 0.01 * static_cast<double>(s);
      point.npmi.push_back(0.2 - 0.001 * static_cast<double>(k) + shift);
      point.c_v.push_back(0.6 + shift);
      point.topic_diversity.push_back(0.8 - shift);
      sweep.models.push_back({k, s, "", {}, 0});
    }
    if (seeds > 1) point.stability.assign(seeds * (seeds - 1) / 2, 0.9);
    sweep.points.push_back(point);
  }
  sweep.advice = engine::advise(sweep.points);
  return sweep;
}

size_t count(const std::string& text, const std::string& part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(SweepFigure, HasAPanelForEachFigureThatIsKnown) {
  const std::string without = sweep_figure(sweep_of({10, 20}, 1));
  EXPECT_EQ(count(without, "class=\"title\""), 4u);  // no test documents, no second seed
  EXPECT_EQ(without.find("Perplexity"), std::string::npos);
  const std::string with = sweep_figure(sweep_of({10, 20}, 3));
  EXPECT_EQ(count(with, "class=\"title\""), 5u);
  EXPECT_NE(with.find("Stability over seeds"), std::string::npos);
}

TEST(SweepFigure, ShowsEverySeedAndMarksTheAdvice) {
  const std::string svg = sweep_figure(sweep_of({10, 20, 30}, 2));
  EXPECT_EQ(count(svg, "class=\"model\""), 4 * 3 * 2u);
  EXPECT_EQ(count(svg, "class=\"mark\""), 5u);
  EXPECT_EQ(count(svg, "class=\"mean\""), 5 * 2u);
  EXPECT_EQ(count(svg, "class=\"chosen-tick\""), 5u);
}

TEST(SweepFigure, OfOneNumberOrOfConstantsHasNoImpossibleCoordinates) {
  for (const auto& topics :
       {std::vector<size_t>{7}, std::vector<size_t>{1, 400}, std::vector<size_t>{10, 11, 12}}) {
    engine::Sweep sweep = sweep_of(topics, 1);
    for (auto& point : sweep.points) point.c_v = {0}, point.npmi = {0};
    const std::string svg = sweep_figure(sweep);
    EXPECT_EQ(svg.find("nan"), std::string::npos);
    EXPECT_EQ(svg.find("inf"), std::string::npos);
  }
}

TEST(SweepFigure, LabelsOfManyNumbersDoNotOverlap) {
  std::vector<size_t> topics;
  for (size_t k = 100; k <= 300; k += 5) topics.push_back(k);
  const std::string svg = sweep_figure(sweep_of(topics, 1));
  EXPECT_LT(count(svg, "class=\"tick\"") / 4, 20u);
  EXPECT_EQ(count(svg, "class=\"chosen-tick\""), 4u);
}

TEST(SweepFigure, EscapesTheAdvice) {
  engine::Sweep sweep = sweep_of({10}, 1);
  sweep.advice.sentence = "a < b & c";
  EXPECT_NE(sweep_figure(sweep).find("a &lt; b &amp; c"), std::string::npos);
}

}  // namespace
}  // namespace theta::report
