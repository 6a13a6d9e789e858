#include <algorithm>

#include "eval/top_words.h"
#include "export/figures/axis.h"
#include "export/figures/draw.h"
#include "export/figures/panels.h"
#include "export/figures/text_size.h"

namespace theta::exports {
namespace {

constexpr double kPanel = 268;
constexpr double kName = 24;
constexpr double kRow = 18;
constexpr double kBar = 12;
constexpr double kWord = 104;
constexpr double kLongestBar = 108;

Status write_data(const Sheet& sheet, const std::vector<std::vector<uint32_t>>& top) {
  CsvTables table(sheet.folder, sheet.csv);
  THETA_RETURN_IF_ERROR(
      table.begin("topic_words", {{"topic_id"}, {"name"}, {"rank"}, {"word"}, {"probability"}}));
  const engine::ModelView& view = sheet.source.view;
  for (size_t k = 0; k < top.size(); ++k) {
    for (size_t i = 0; i < top[k].size(); ++i) {
      const std::vector<Cell> cells = {uint64_t{view.topics[k].topic_id}, view.topics[k].name,
                                       uint64_t{i + 1}, view.vocabulary[top[k][i]],
                                       double{view.beta(k, top[k][i])}};
      THETA_RETURN_IF_ERROR(table.row(cells));
    }
  }
  return table.end();
}

void draw_panel(Canvas& canvas, const Sheet& sheet, size_t k, const std::vector<uint32_t>& words, double most,
                Spot corner) {
  const engine::ModelView& view = sheet.source.view;
  const engine::TopicView& topic = view.topics[k];
  // A name that nobody gave only repeats the first words.
  const std::string name =
      topic.renamed ? sheet.topic_label(k) : fmt::format("{} {}", sheet.words.topic, topic.topic_id);
  canvas.text({corner.x, corner.y + 13}, fitted(name, kPanel - 56, 13), {.size = 13, .bold = true});
  canvas.text({corner.x + kPanel, corner.y + 13}, percent_text(topic.share),
              {.size = 11, .anchor = Anchor::kEnd, .fill = kFaint});
  const Scale scale{0, most, corner.x + kWord + 8, corner.x + kWord + 8 + kLongestBar};
  for (size_t i = 0; i < words.size(); ++i) {
    const double y = corner.y + kName + kRow * static_cast<double>(i);
    const double p = view.beta(k, words[i]);
    canvas.text({corner.x + kWord, y + 13}, fitted(view.vocabulary[words[i]], kWord, 12),
                {.anchor = Anchor::kEnd});
    canvas.rect(scale.from, y + (kRow - kBar) / 2, scale(p) - scale.from, kBar, kFill);
    canvas.text({scale(p) + 5, y + 13}, percent_text(p), {.size = 10, .fill = kFaint});
  }
}

}  // namespace

Status draw_topic_words(const Sheet& sheet, size_t words) {
  const auto top = eval::top_words(sheet.source.view.beta, words);
  THETA_RETURN_IF_ERROR(write_data(sheet, top));
  double most = 1e-9;
  for (size_t k = 0; k < top.size(); ++k) most = std::max(most, double{sheet.source.view.beta(k, top[k][0])});
  const PanelGrid grid{top.size(), kPanel, kName + kRow * static_cast<double>(top[0].size())};
  Canvas canvas(grid.total_width(), grid.total_height(), sheet.words.words_title, sheet.words.words_line);
  draw_heading(canvas, grid.total_width(), sheet.words.words_title, sheet.words.words_line);
  for (size_t k = 0; k < top.size(); ++k) draw_panel(canvas, sheet, k, top[k], most, grid.corner(k));
  canvas.text({grid.total_width() / 2, grid.total_height() - 14}, sheet.words.probability,
              {.anchor = Anchor::kMiddle});
  return sheet.save("topic_words", canvas);
}

}  // namespace theta::exports
