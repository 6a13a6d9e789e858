#include <algorithm>
#include <cmath>

#include "export/figures/axis.h"
#include "export/figures/draw.h"
#include "export/figures/text_size.h"

namespace theta::exports {
namespace {

constexpr double kCell = 46;
constexpr double kRow = 24;
constexpr double kMostName = 280;
constexpr double kMostBinName = 190;
constexpr double kTurn = -45;
constexpr double kLegend = 70;
constexpr int kLegendSteps = 40;

struct Colour {
  double red, green, blue;
};

// From white over a mid to a dark blue: also falls in lightness, so it survives print and colour blindness.
std::string colour_of(double part) {
  constexpr Colour kStops[] = {{247, 251, 255}, {107, 174, 214}, {8, 48, 107}};
  const double place = std::clamp(part, 0.0, 1.0) * 2;
  const int from = place < 1 ? 0 : 1;
  const double step = place - from;
  const auto mix = [step](double a, double b) { return static_cast<int>(std::lround(a + (b - a) * step)); };
  const Colour& a = kStops[from];
  const Colour& b = kStops[from + 1];
  return fmt::format("#{:02x}{:02x}{:02x}", mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue));
}

Status write_data(const Sheet& sheet, const std::string& file, const std::string& column,
                  const std::vector<Bin>& bins) {
  CsvTables table(sheet.folder, sheet.csv);
  THETA_RETURN_IF_ERROR(
      table.begin(file, {{column}, {"documents"}, {"topic_id"}, {"name"}, {"mean_weight"}}));
  for (const Bin& bin : bins) {
    for (size_t k = 0; k < bin.mean.size(); ++k) {
      const engine::TopicView& topic = sheet.source.view.topics[k];
      const std::vector<Cell> cells = {bin.name, bin.documents, uint64_t{topic.topic_id}, topic.name,
                                       Weight{bin.mean[k]}};
      THETA_RETURN_IF_ERROR(table.row(cells));
    }
  }
  return table.end();
}

/// Where the parts of the figure lie.
struct Layout {
  double names = 0;   // width of the topics' names
  double heads = 0;   // height of the bins' names
  double left = 0;    // of the cells
  double top = 0;     // of the cells
  double width = 0;   // of all
  double bottom = 0;  // of the cells
};

Layout layout_of(const Sheet& sheet, const std::vector<Bin>& bins) {
  Layout layout;
  double longest = 0;
  for (const Bin& bin : bins) longest = std::max(longest, std::min(text_width(bin.name, 12), kMostBinName));
  for (size_t k = 0; k < sheet.source.topics(); ++k) {
    layout.names = std::max(layout.names, std::min(text_width(sheet.topic_label(k), 12), kMostName));
  }
  const double slanted = longest * std::sqrt(0.5);
  layout.heads = slanted + 40;
  layout.left = kMargin + layout.names + 10;
  layout.top = kHeading + layout.heads;
  layout.width = layout.left + kCell * static_cast<double>(bins.size()) + std::max(slanted, 40.0) + kMargin;
  layout.width = std::max(layout.width, 560.0);
  layout.bottom = layout.top + kRow * static_cast<double>(sheet.source.topics());
  return layout;
}

void draw_legend(Canvas& canvas, const Sheet& sheet, const Layout& layout, double most) {
  constexpr double kWidth = 200;
  const double y = layout.bottom + 18;
  const Scale scale{0, most, layout.left, layout.left + kWidth};
  for (int i = 0; i < kLegendSteps; ++i) {
    const double part = (i + 0.5) / kLegendSteps;
    canvas.rect(layout.left + kWidth * i / kLegendSteps, y, kWidth / kLegendSteps + 0.6, 10, colour_of(part));
  }
  for (const double tick : round_ticks(0, most, 4)) {
    canvas.text({scale(tick), y + 24}, tick_text(100 * tick),
                {.size = 11, .anchor = Anchor::kMiddle, .fill = kFaint});
  }
  canvas.text({layout.left + kWidth / 2, y + 42}, sheet.words.mean_weight, {.anchor = Anchor::kMiddle});
}

void draw_cells(Canvas& canvas, const Layout& layout, const Bin& bin, double x, double most) {
  for (size_t k = 0; k < bin.mean.size(); ++k) {
    const double y = layout.top + kRow * static_cast<double>(k);
    const double part = bin.mean[k] / most;
    canvas.rect(x, y, kCell - 1, kRow - 1, colour_of(part));
    constexpr double kDark = 0.55;
    canvas.text({x + kCell / 2, y + 16}, fmt::format("{:.0f}", 100 * bin.mean[k]),
                {.size = 11, .anchor = Anchor::kMiddle, .fill = part > kDark ? "#ffffff" : kInk});
  }
}

}  // namespace

Status draw_heat_map(const Sheet& sheet, const std::string& file, const std::string& column,
                     const std::vector<Bin>& bins) {
  THETA_RETURN_IF_ERROR(write_data(sheet, file, column, bins));
  const Layout layout = layout_of(sheet, bins);
  const std::string shown = column == "label" ? sheet.words.label : column;
  const std::string title = fmt::format(fmt::runtime(sheet.words.groups_title), shown);
  double most = 1e-9;
  for (const Bin& bin : bins) most = std::max(most, *std::max_element(bin.mean.begin(), bin.mean.end()));
  Canvas canvas(layout.width, layout.bottom + kLegend + 12, title, sheet.words.groups_line);
  draw_heading(canvas, layout.width, title, sheet.words.groups_line);
  for (size_t k = 0; k < sheet.source.topics(); ++k) {
    canvas.text({layout.left - 8, layout.top + kRow * static_cast<double>(k) + 16},
                fitted(sheet.topic_label(k), layout.names, 12), {.anchor = Anchor::kEnd});
  }
  for (size_t i = 0; i < bins.size(); ++i) {
    const double x = layout.left + kCell * static_cast<double>(i);
    canvas.text({x + kCell / 2, layout.top - 24}, fitted(bins[i].name, kMostBinName, 12), {.turn = kTurn});
    canvas.text({x + kCell / 2, layout.top - 6}, fmt::format("{}", bins[i].documents),
                {.size = 10, .anchor = Anchor::kMiddle, .fill = kFaint});
    draw_cells(canvas, layout, bins[i], x, most);
  }
  canvas.text({layout.left - 8, layout.top - 6}, "n =", {.size = 10, .anchor = Anchor::kEnd, .fill = kFaint});
  canvas.text({kMargin, layout.top - 24}, fmt::format("{} × {}", sheet.words.topic, shown), {.bold = true});
  draw_legend(canvas, sheet, layout, most);
  return sheet.save(file, canvas);
}

}  // namespace theta::exports
