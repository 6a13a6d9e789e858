#include "report/topic_map.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "export/figures/axis.h"
#include "export/figures/draw.h"
#include "export/figures/label_places.h"
#include "export/figures/text_size.h"

namespace theta::exports {
namespace {

constexpr double kPlot = 600;
constexpr double kInner = 52;  // room for the circles at the edge
constexpr double kLabelSize = 11;
constexpr double kListRow = 17;
constexpr double kListWidth = 270;

Status write_data(const Sheet& sheet, const std::vector<report::Point>& points) {
  CsvTables table(sheet.folder, sheet.csv);
  THETA_RETURN_IF_ERROR(table.begin("topic_map", {{"topic_id"}, {"name"}, {"share"}, {"x"}, {"y"}}));
  for (size_t k = 0; k < points.size(); ++k) {
    const engine::TopicView& topic = sheet.source.view.topics[k];
    const std::vector<Cell> cells = {uint64_t{topic.topic_id}, topic.name, Weight{topic.share}, points[k].x,
                                     points[k].y};
    THETA_RETURN_IF_ERROR(table.row(cells));
  }
  return table.end();
}

// One scale for both axes, so that distances can be compared in every direction.
struct Plane {
  Scale x, y;
};

Plane plane_of(const std::vector<report::Point>& points, double left, double top) {
  double reach = 1e-6;
  for (const report::Point& point : points) reach = std::max({reach, std::abs(point.x), std::abs(point.y)});
  return {{-reach, reach, left + kInner, left + kPlot - kInner},
          {-reach, reach, top + kPlot - kInner, top + kInner}};
}

void draw_axes(Canvas& canvas, const Sheet& sheet, const Plane& plane, double left, double top) {
  for (const double tick : round_ticks(plane.x.low, plane.x.high, 6)) {
    canvas.line({plane.x(tick), top}, {plane.x(tick), top + kPlot}, kRule);
    canvas.line({left, plane.y(tick)}, {left + kPlot, plane.y(tick)}, kRule);
    canvas.text({plane.x(tick), top + kPlot + 16}, tick_text(tick),
                {.size = 11, .anchor = Anchor::kMiddle, .fill = kFaint});
    canvas.text({left - 6, plane.y(tick) + 4}, tick_text(tick),
                {.size = 11, .anchor = Anchor::kEnd, .fill = kFaint});
  }
  canvas.text({left + kPlot / 2, top + kPlot + 38}, fmt::format(fmt::runtime(sheet.words.coordinate), 1),
              {.anchor = Anchor::kMiddle});
  canvas.text({left - 44, top + kPlot / 2}, fmt::format(fmt::runtime(sheet.words.coordinate), 2),
              {.anchor = Anchor::kMiddle, .turn = -90});
}

// Largest first, so that small circles lie on top.
std::vector<Labelled> circles_of(const Sheet& sheet, const std::vector<report::Point>& points,
                                 const Plane& plane, const std::vector<uint32_t>& order) {
  const double most = std::max(sheet.source.view.topics[order[0]].share, 1e-9);
  const double largest =
      std::clamp(kPlot * 0.36 / std::sqrt(static_cast<double>(points.size())), 12.0, kInner - 4);
  std::vector<Labelled> circles;
  for (const uint32_t k : order) {
    const engine::TopicView& topic = sheet.source.view.topics[k];
    circles.push_back({{plane.x(points[k].x), plane.y(points[k].y)},
                       std::max(largest * std::sqrt(topic.share / most), 2.0),
                       text_width(std::to_string(topic.topic_id), kLabelSize),
                       kLabelSize});
  }
  return circles;
}

void draw_circles(Canvas& canvas, const Sheet& sheet, const std::vector<Labelled>& circles,
                  const std::vector<uint32_t>& order, const Box& bounds) {
  for (const Labelled& circle : circles) canvas.circle(circle.centre, circle.radius, kFill, 0.45);
  const std::vector<Spot> places = place_labels(circles, bounds);
  for (size_t i = 0; i < circles.size(); ++i) {
    const double away = std::hypot(places[i].x - circles[i].centre.x, places[i].y - circles[i].centre.y);
    if (away == 0) continue;
    canvas.circle(circles[i].centre, 1.5, kInk, 1);  // the middle, where no number marks it
    canvas.line(circles[i].centre, places[i], kInk, 0.7);
  }
  for (size_t i = 0; i < circles.size(); ++i) {
    const std::string number = std::to_string(sheet.source.view.topics[order[i]].topic_id);
    canvas.text({places[i].x, places[i].y + 4}, number,
                {.size = kLabelSize, .anchor = Anchor::kMiddle, .bold = true, .halo = true});
  }
}

}  // namespace

Status draw_topic_map(const Sheet& sheet) {
  const auto points = report::classical_scaling(report::jensen_shannon_distances(sheet.source.view.beta));
  THETA_RETURN_IF_ERROR(write_data(sheet, points));
  std::vector<uint32_t> order(points.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&sheet](uint32_t a, uint32_t b) {
    const double x = sheet.source.view.topics[a].share;
    const double y = sheet.source.view.topics[b].share;
    return x != y ? x > y : a < b;
  });
  const auto rows = static_cast<size_t>(kPlot / kListRow);
  const size_t lists = (points.size() + rows - 1) / rows;
  const double left = kMargin + 56;
  const double list_left = left + kPlot + 28;
  const double width = list_left + kListWidth * static_cast<double>(lists) + kMargin;
  Canvas canvas(width, kHeading + kPlot + 56, sheet.words.map_title, sheet.words.map_line);
  draw_heading(canvas, width, sheet.words.map_title, sheet.words.map_line);
  const Plane plane = plane_of(points, left, kHeading);
  draw_axes(canvas, sheet, plane, left, kHeading);
  draw_circles(canvas, sheet, circles_of(sheet, points, plane, order), order,
               {left, kHeading, left + kPlot, kHeading + kPlot});
  for (size_t k = 0; k < points.size(); ++k) {
    const double x = list_left + kListWidth * static_cast<double>(k / rows);
    const double y = kHeading + kListRow * (static_cast<double>(k % rows) + 0.8);
    canvas.text({x, y}, fitted(sheet.topic_label(k), kListWidth - 16, 12), {});
  }
  return sheet.save("topic_map", canvas);
}

}  // namespace theta::exports
