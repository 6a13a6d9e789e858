#include "export/figures/canvas.h"

#include <fmt/format.h>

#include <iterator>

#include "formats/markup.h"

namespace theta::exports {
namespace {

constexpr std::string_view kFonts =
    "system-ui, 'Helvetica Neue', Arial, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans "
    "CJK SC', "
    "'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif";

std::string_view anchor_name(Anchor anchor) {
  return anchor == Anchor::kStart ? "start" : anchor == Anchor::kMiddle ? "middle" : "end";
}

std::string spot_list(const std::vector<Spot>& spots) {
  std::string list;
  for (const Spot& spot : spots) {
    fmt::format_to(std::back_inserter(list), "{}{:.1f},{:.1f}", list.empty() ? "" : " ", spot.x, spot.y);
  }
  return list;
}

}  // namespace

Canvas::Canvas(double width, double height, std::string_view title, std::string_view description) {
  body_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
      "{1:.0f}\" role=\"img\" font-family=\"{2}\">\n<title>{3}</title>\n<desc>{4}</desc>\n<rect "
      "width=\"100%\" "
      "height=\"100%\" fill=\"#ffffff\"/>\n",
      width, height, kFonts, formats::escaped_markup(title), formats::escaped_markup(description));
}

void Canvas::rect(double x, double y, double width, double height, std::string_view fill) {
  fmt::format_to(std::back_inserter(body_),
                 "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n", x, y,
                 width, height, fill);
}

void Canvas::line(Spot from, Spot to, std::string_view stroke, double width) {
  fmt::format_to(std::back_inserter(body_),
                 "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
                 "stroke-width=\"{:.1f}\"/>\n",
                 from.x, from.y, to.x, to.y, stroke, width);
}

void Canvas::circle(Spot centre, double radius, std::string_view fill, double opacity) {
  fmt::format_to(std::back_inserter(body_),
                 "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"{}\" fill-opacity=\"{:.2f}\"/>\n",
                 centre.x, centre.y, radius, fill, opacity);
}

void Canvas::polyline(const std::vector<Spot>& spots, std::string_view stroke, double width) {
  fmt::format_to(std::back_inserter(body_),
                 "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1f}\" "
                 "stroke-linejoin=\"round\"/>\n",
                 spot_list(spots), stroke, width);
}

void Canvas::polygon(const std::vector<Spot>& spots, std::string_view fill, double opacity) {
  fmt::format_to(std::back_inserter(body_), "<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{:.2f}\"/>\n",
                 spot_list(spots), fill, opacity);
}

void Canvas::text(Spot at, std::string_view text, const TextStyle& style) {
  fmt::format_to(std::back_inserter(body_),
                 "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.0f}\" text-anchor=\"{}\" fill=\"{}\"{}",
                 at.x, at.y, style.size, anchor_name(style.anchor), style.fill,
                 style.bold ? " font-weight=\"600\"" : "");
  if (style.turn != 0) {
    fmt::format_to(std::back_inserter(body_), " transform=\"rotate({:.0f} {:.1f} {:.1f})\"", style.turn, at.x,
                   at.y);
  }
  if (style.halo)
    body_ += " stroke=\"#ffffff\" stroke-width=\"2.5\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
  fmt::format_to(std::back_inserter(body_), ">{}</text>\n", formats::escaped_markup(text));
}

std::string Canvas::svg() const {
  return body_ + "</svg>\n";
}

}  // namespace theta::exports
