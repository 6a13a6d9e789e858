#include <algorithm>
#include <array>
#include <set>

#include "engine/model_files.h"
#include "export/figures/axis.h"
#include "export/figures/draw.h"
#include "export/figures/panels.h"

namespace theta::exports {
namespace {

using formats::Json;

constexpr double kPanel = 420;
constexpr double kHeight = 260;
constexpr double kLeft = 62;
constexpr double kTop = 14;
constexpr double kBottom = 46;

/// One measure over the epochs that have it.
struct Curve {
  const char* key;
  std::string name;
  std::vector<double> epochs;
  std::vector<double> values;
};

// Every number of every epoch, as training_history.json has them.
Status write_data(const Sheet& sheet, const Json& epochs) {
  std::vector<Column> columns;
  std::set<std::string> known;
  for (const Json& epoch : epochs) {
    for (const auto& [key, value] : epoch.items()) {
      if (value.is_number() && known.insert(key).second) columns.push_back({key});
    }
  }
  CsvTables table(sheet.folder, sheet.csv);
  THETA_RETURN_IF_ERROR(table.begin("training", columns));
  for (const Json& epoch : epochs) {
    std::vector<Cell> cells;
    for (const Column& column : columns) {
      const auto value = epoch.find(column.name);
      const bool is_number = value != epoch.end() && value->is_number();
      cells.push_back(is_number ? Cell(value->get<double>()) : Cell());
    }
    THETA_RETURN_IF_ERROR(table.row(cells));
  }
  return table.end();
}

Curve curve_of(const Json& epochs, const char* key, const char* name) {
  Curve curve{key, name, {}, {}};
  for (size_t i = 0; i < epochs.size(); ++i) {
    const auto value = epochs[i].find(key);
    if (value == epochs[i].end() || !value->is_number()) continue;
    const auto epoch = epochs[i].find("epoch");
    const bool numbered = epoch != epochs[i].end() && epoch->is_number();
    curve.epochs.push_back(numbered ? epoch->get<double>() : static_cast<double>(i + 1));
    curve.values.push_back(value->get<double>());
  }
  return curve;
}

void draw_curve(Canvas& canvas, const Sheet& sheet, const Curve& curve, Spot corner) {
  const auto [low, high] = std::minmax_element(curve.values.begin(), curve.values.end());
  const double spread = std::max(*high - *low, 1e-9 * std::abs(*high));
  const Scale x{curve.epochs.front(), curve.epochs.back(), corner.x + kLeft, corner.x + kPanel - 10};
  const Scale y{*low - 0.05 * spread, *high + 0.05 * spread, corner.y + kHeight - kBottom, corner.y + kTop};
  for (const double tick : round_ticks(y.low, y.high, 5)) {
    canvas.line({x.from, y(tick)}, {x.to, y(tick)}, kRule);
    canvas.text({x.from - 6, y(tick) + 4}, fmt::format("{:.6g}", tick),
                {.size = 11, .anchor = Anchor::kEnd, .fill = kFaint});
  }
  for (const double tick : round_ticks(x.low, x.high, 6)) {
    canvas.text({x(tick), corner.y + kHeight - kBottom + 16}, tick_text(tick),
                {.size = 11, .anchor = Anchor::kMiddle, .fill = kFaint});
  }
  std::vector<Spot> spots;
  for (size_t i = 0; i < curve.values.size(); ++i) spots.push_back({x(curve.epochs[i]), y(curve.values[i])});
  canvas.polyline(spots, kFill, 2);
  canvas.text({(x.from + x.to) / 2, corner.y + kHeight - 10}, sheet.words.epoch, {.anchor = Anchor::kMiddle});
  canvas.text({corner.x + 10, (y.from + y.to) / 2}, curve.name, {.anchor = Anchor::kMiddle, .turn = -90});
}

}  // namespace

Status draw_training(const Sheet& sheet) {
  const std::string path = join_path(sheet.source.view.folder, engine::kHistoryFile);
  THETA_ASSIGN(const Json history, formats::read_json(path));
  const Json epochs = history.is_object() ? history.value("epochs", Json::array()) : Json();
  if (!epochs.is_array()) return bad_input("{}: has no list of epochs", path);
  for (const Json& epoch : epochs) {
    if (!epoch.is_object()) return bad_input("{}: an epoch is not an object", path);
  }
  std::vector<Curve> curves;
  const std::array<std::pair<const char*, const char*>, 3> kMeasures = {
      {{"loss", sheet.words.loss},
       {"log_likelihood", sheet.words.log_likelihood},
       {"validation_perplexity", sheet.words.perplexity}}};
  for (const auto& [key, name] : kMeasures) {
    Curve curve = curve_of(epochs, key, name);
    if (curve.values.size() > 1) curves.push_back(std::move(curve));
  }
  if (curves.empty()) return {};
  THETA_RETURN_IF_ERROR(write_data(sheet, epochs));
  const PanelGrid grid{curves.size(), kPanel, kHeight};
  const std::string line = fmt::format(fmt::runtime(sheet.words.training_line), epochs.size());
  Canvas canvas(grid.total_width(), grid.total_height() - 20, sheet.words.training_title, line);
  draw_heading(canvas, grid.total_width(), sheet.words.training_title, line);
  for (size_t i = 0; i < curves.size(); ++i) draw_curve(canvas, sheet, curves[i], grid.corner(i));
  return sheet.save("training", canvas);
}

}  // namespace theta::exports
