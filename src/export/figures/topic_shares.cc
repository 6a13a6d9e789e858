#include <algorithm>
#include <numeric>

#include "export/figures/axis.h"
#include "export/figures/draw.h"
#include "export/figures/text_size.h"

namespace theta::exports {
namespace {

constexpr double kRow = 22;
constexpr double kBar = 14;
constexpr double kMostName = 320;
constexpr double kPlot = 460;
constexpr double kAxis = 52;

std::vector<uint32_t> by_falling_share(const ExportSource& source) {
  std::vector<uint32_t> order(source.topics());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&source](uint32_t a, uint32_t b) {
    const double x = source.view.topics[a].share;
    const double y = source.view.topics[b].share;
    return x != y ? x > y : a < b;
  });
  return order;
}

Status write_data(const Sheet& sheet, const std::vector<uint32_t>& order) {
  CsvTables table(sheet.folder, sheet.csv);
  THETA_RETURN_IF_ERROR(table.begin("topic_shares", {{"topic_id"}, {"name"}, {"share"}}));
  for (const uint32_t k : order) {
    const engine::TopicView& topic = sheet.source.view.topics[k];
    const std::vector<Cell> cells = {uint64_t{topic.topic_id}, topic.name, Weight{topic.share}};
    THETA_RETURN_IF_ERROR(table.row(cells));
  }
  return table.end();
}

}  // namespace

Status draw_topic_shares(const Sheet& sheet) {
  const std::vector<uint32_t> order = by_falling_share(sheet.source);
  THETA_RETURN_IF_ERROR(write_data(sheet, order));
  double names = 0;
  for (const uint32_t k : order) names = std::max(names, text_width(sheet.topic_label(k), 12));
  names = std::min(names, kMostName);
  const double left = kMargin + names + 10;
  const double width = left + kPlot + 64;
  const double bottom = kHeading + kRow * static_cast<double>(order.size());
  Canvas canvas(width, bottom + kAxis, sheet.words.shares_title, sheet.words.shares_line);
  draw_heading(canvas, width, sheet.words.shares_title, sheet.words.shares_line);
  const double most = std::max(sheet.source.view.topics[order[0]].share, 1e-9);
  const Scale scale{0, most, left, left + kPlot};
  for (const double tick : round_ticks(0, most, 5)) {
    canvas.line({scale(tick), kHeading}, {scale(tick), bottom}, kRule);
    canvas.text({scale(tick), bottom + 16}, tick_text(100 * tick) + " %",
                {.size = 11, .anchor = Anchor::kMiddle, .fill = kFaint});
  }
  for (size_t i = 0; i < order.size(); ++i) {
    const double top = kHeading + kRow * static_cast<double>(i);
    const double share = sheet.source.view.topics[order[i]].share;
    canvas.text({left - 8, top + 15}, fitted(sheet.topic_label(order[i]), names, 12),
                {.anchor = Anchor::kEnd});
    canvas.rect(left, top + (kRow - kBar) / 2, scale(share) - left, kBar, kFill);
    canvas.text({scale(share) + 6, top + 15}, percent_text(share), {.size = 11, .fill = kFaint});
  }
  canvas.line({left, kHeading}, {left, bottom}, kFaint);
  canvas.text({left + kPlot / 2, bottom + 38}, sheet.words.share_of_words, {.anchor = Anchor::kMiddle});
  return sheet.save("topic_shares", canvas);
}

}  // namespace theta::exports
