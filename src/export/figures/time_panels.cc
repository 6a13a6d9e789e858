#include <algorithm>

#include "export/figures/axis.h"
#include "export/figures/draw.h"
#include "export/figures/panels.h"
#include "export/figures/text_size.h"

namespace theta::exports {
namespace {

constexpr double kPanel = 256;
constexpr double kHeight = 130;
constexpr double kName = 22;
constexpr double kLeft = 42;    // room for the ticks of the weights
constexpr double kBottom = 20;  // and of the times

Status write_data(const Sheet& sheet, const std::string& unit, const std::vector<Bin>& bins) {
  CsvTables table(sheet.folder, sheet.csv);
  THETA_RETURN_IF_ERROR(
      table.begin("share_over_time", {{unit}, {"documents"}, {"topic_id"}, {"name"}, {"mean_weight"}}));
  for (const Bin& bin : bins) {
    for (size_t k = 0; k < sheet.source.topics(); ++k) {
      const engine::TopicView& topic = sheet.source.view.topics[k];
      const Cell weight = bin.documents == 0 ? Cell() : Cell(Weight{bin.mean[k]});
      const std::vector<Cell> cells = {bin.name, bin.documents, uint64_t{topic.topic_id}, topic.name, weight};
      THETA_RETURN_IF_ERROR(table.row(cells));
    }
  }
  return table.end();
}

// Each run of times that have documents is one line; a time alone is a dot.
void draw_curve(Canvas& canvas, const std::vector<Bin>& bins, size_t k, const Scale& x, const Scale& y) {
  for (size_t begin = 0; begin < bins.size();) {
    if (bins[begin].documents == 0) {
      ++begin;
      continue;
    }
    std::vector<Spot> spots;
    size_t end = begin;
    for (; end < bins.size() && bins[end].documents > 0; ++end) {
      spots.push_back({x(static_cast<double>(end)), y(bins[end].mean[k])});
    }
    if (spots.size() == 1) {
      canvas.circle(spots[0], 2, kFill, 1);
    } else {
      std::vector<Spot> area = spots;
      area.push_back({spots.back().x, y(0)});
      area.push_back({spots.front().x, y(0)});
      canvas.polygon(area, kFill, 0.18);
      canvas.polyline(spots, kFill, 1.5);
    }
    begin = end;
  }
}

void draw_panel(Canvas& canvas, const Sheet& sheet, const std::vector<Bin>& bins, size_t k, Spot corner) {
  double most = 1e-9;
  for (const Bin& bin : bins) {
    if (bin.documents > 0) most = std::max(most, bin.mean[k]);
  }
  const Scale x{0, static_cast<double>(bins.size() - 1), corner.x + kLeft, corner.x + kPanel - 8};
  const Scale y{0, most, corner.y + kHeight - kBottom, corner.y + kName + 6};
  canvas.text({corner.x, corner.y + 12}, fitted(sheet.topic_label(k), kPanel - 4, 12), {.bold = true});
  for (const double tick : round_ticks(0, most, 3)) {
    canvas.line({x.from, y(tick)}, {x.to, y(tick)}, kRule);
    canvas.text({x.from - 5, y(tick) + 4}, tick_text(100 * tick) + " %",
                {.size = 10, .anchor = Anchor::kEnd, .fill = kFaint});
  }
  draw_curve(canvas, bins, k, x, y);
  const TextStyle tick{.size = 10, .anchor = Anchor::kStart, .fill = kFaint};
  canvas.text({x.from, corner.y + kHeight - 4}, bins.front().name, tick);
  const size_t middle = bins.size() / 2;
  if (bins.size() > 4) {
    canvas.text({x(static_cast<double>(middle)), corner.y + kHeight - 4}, bins[middle].name,
                {.size = 10, .anchor = Anchor::kMiddle, .fill = kFaint});
  }
  canvas.text({x.to, corner.y + kHeight - 4}, bins.back().name,
              {.size = 10, .anchor = Anchor::kEnd, .fill = kFaint});
}

}  // namespace

Status draw_time(const Sheet& sheet, const std::string& unit, const std::vector<Bin>& bins) {
  THETA_RETURN_IF_ERROR(write_data(sheet, unit, bins));
  const PanelGrid grid{sheet.source.topics(), kPanel, kHeight};
  Canvas canvas(grid.total_width(), grid.total_height(), sheet.words.time_title, sheet.words.time_line);
  draw_heading(canvas, grid.total_width(), sheet.words.time_title, sheet.words.time_line);
  for (size_t k = 0; k < sheet.source.topics(); ++k) draw_panel(canvas, sheet, bins, k, grid.corner(k));
  const char* const across = unit == "year" ? sheet.words.year : sheet.words.month;
  canvas.text({grid.total_width() / 2, grid.total_height() - 14},
              fmt::format(fmt::runtime(sheet.words.time_axes), across), {.anchor = Anchor::kMiddle});
  return sheet.save("share_over_time", canvas);
}

}  // namespace theta::exports
