#include "report/sweep_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "formats/markup.h"

namespace theta::report {
namespace {

using engine::SweepPoint;

// Pixels. A panel is its plot with room for the title above and the axis below.
constexpr double kPlotWidth = 236;
constexpr double kPlotHeight = 120;
constexpr double kLeft = 56;
constexpr double kRight = 14;
constexpr double kAbove = 46;
constexpr double kBelow = 44;
constexpr double kPanelWidth = kLeft + kPlotWidth + kRight;
constexpr double kPanelHeight = kAbove + kPlotHeight + kBelow;
constexpr double kHeading = 58;
constexpr size_t kPanelsInRow = 3;
constexpr double kDigitWidth = 6.6;
constexpr size_t kLineCharacters = 118;

// From this ratio of the largest to the smallest number on, equal steps are equal ratios.
constexpr double kLogarithmicFrom = 6;

// Okabe & Ito's blue and vermilion, which stay apart for colour-blind readers and in print.
constexpr const char* kStyle =
    "text{font-family:Helvetica,Arial,'Noto Sans',sans-serif;fill:#222}"
    ".heading{font-size:17px;font-weight:bold}.title{font-size:13px;font-weight:bold}"
    ".note,.tick,.axis{font-size:11px;fill:#444}.advice{font-size:13px}"
    ".grid{stroke:#dcdcdc}.base{stroke:#555}.line{fill:none;stroke:#0072B2;stroke-width:2}"
    ".model{fill:none;stroke:#0072B2;stroke-opacity:.7}.mean{fill:#0072B2}"
    ".chosen{stroke:#D55E00;stroke-width:1.5;stroke-dasharray:4 3}.mark{fill:#D55E00}"
    ".chosen-tick{font-size:11px;font-weight:bold;fill:#A84300}";

struct Panel {
  const char* title;
  const char* note;
  std::vector<std::vector<double>> values;  // of each point
};

std::vector<Panel> panels_of(const std::vector<SweepPoint>& points) {
  std::vector<Panel> panels = {{"Topic quality", "NPMI x diversity, higher is better", {}},
                               {"Coherence (NPMI)", "higher is better", {}},
                               {"Coherence (C_V)", "higher is better", {}},
                               {"Topic diversity", "higher is better", {}},
                               {"Perplexity", "lower is better", {}},
                               {"Stability over seeds", "cosine of paired topics, higher is better", {}}};
  for (const SweepPoint& point : points) {
    const std::vector<double> values[] = {engine::quality_of(point), point.npmi,       point.c_v,
                                          point.topic_diversity,     point.perplexity, point.stability};
    for (size_t i = 0; i < panels.size(); ++i) panels[i].values.push_back(values[i]);
  }
  std::erase_if(panels, [](const Panel& panel) {
    return std::any_of(panel.values.begin(), panel.values.end(), [](const auto& v) { return v.empty(); });
  });
  return panels;
}

/// Places numbers of topics from left to right.
class Across {
 public:
  explicit Across(const std::vector<SweepPoint>& points)
      : least_(static_cast<double>(points.front().num_topics)),
        most_(static_cast<double>(points.back().num_topics)),
        logarithmic_(most_ >= kLogarithmicFrom * least_) {}

  double x(size_t num_topics) const {
    constexpr double kInset = 12;
    if (most_ == least_) return kPlotWidth / 2;
    const auto k = static_cast<double>(num_topics);
    const double share =
        logarithmic_ ? std::log(k / least_) / std::log(most_ / least_) : (k - least_) / (most_ - least_);
    return kInset + share * (kPlotWidth - 2 * kInset);
  }
  bool logarithmic() const { return logarithmic_; }

 private:
  double least_;
  double most_;
  bool logarithmic_;
};

/// A vertical scale that holds all values, with round ticks.
class Upward {
 public:
  explicit Upward(const Panel& panel) {
    least_ = panel.values[0][0];
    most_ = least_;
    for (const auto& values : panel.values) {
      least_ = std::min(least_, *std::min_element(values.begin(), values.end()));
      most_ = std::max(most_, *std::max_element(values.begin(), values.end()));
    }
    // A flat line should look flat, not like noise blown up.
    const double span = std::max(most_ - least_, std::max(std::abs(most_), 0.01) * 0.02);
    const double middle = (most_ + least_) / 2;
    least_ = middle - span * 0.58;
    most_ = middle + span * 0.58;
    const double power = std::pow(10, std::floor(std::log10(span / 3)));
    const double steps = span / 3 / power;
    step_ = power * (steps < 1.5 ? 1 : steps < 3.5 ? 2 : steps < 7.5 ? 5 : 10);
  }

  double y(double value) const { return kPlotHeight * (1 - (value - least_) / (most_ - least_)); }
  std::vector<double> ticks() const {
    std::vector<double> result;
    for (double tick = std::ceil(least_ / step_); tick * step_ <= most_; ++tick)
      result.push_back(tick * step_);
    return result;
  }
  std::string label(double tick) const {
    const int digits = step_ >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step_) - 1e-9));
    return fmt::format("{:.{}f}", tick == 0 ? 0.0 : tick, digits);
  }

 private:
  double least_;
  double most_;
  double step_;
};

std::string ticks_across(const std::vector<SweepPoint>& points, const Across& across, size_t chosen) {
  std::string svg;
  const double chosen_x = across.x(chosen);
  double free_from = -1e9;
  for (const SweepPoint& point : points) {
    const std::string label = std::to_string(point.num_topics);
    const double half = kDigitWidth * static_cast<double>(label.size()) / 2 + 3;
    const double x = across.x(point.num_topics);
    svg += fmt::format("<line class=\"base\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.0f}\" y2=\"{2:.0f}\"/>",
                       x, kPlotHeight, kPlotHeight + 4);
    const bool is_chosen = point.num_topics == chosen;
    // The chosen number is always readable; others give way to it and to those before them.
    const bool covered = x - half < free_from || std::abs(x - chosen_x) < 2 * half;
    if (covered && !is_chosen) continue;
    svg += fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.0f}\" text-anchor=\"middle\">{}</text>",
                       is_chosen ? "chosen-tick" : "tick", x, kPlotHeight + 16, label);
    free_from = x + half;
  }
  return svg;
}

std::string frame(const Panel& panel, const Upward& upward, const Across& across) {
  std::string svg = fmt::format(
      "<text class=\"title\" x=\"0\" y=\"-24\">{}</text><text class=\"note\" x=\"0\" y=\"-9\">{}</text>",
      panel.title, panel.note);
  for (const double tick : upward.ticks()) {
    svg += fmt::format(
        "<line class=\"grid\" x1=\"0\" x2=\"{:.0f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
        "<text class=\"tick\" x=\"-7\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
        kPlotWidth, upward.y(tick), upward.y(tick), upward.y(tick) + 4, upward.label(tick));
  }
  svg += fmt::format("<line class=\"base\" x1=\"0\" x2=\"{0:.0f}\" y1=\"{1:.0f}\" y2=\"{1:.0f}\"/>",
                     kPlotWidth, kPlotHeight);
  svg += fmt::format(
      "<text class=\"axis\" x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">number of topics{}</text>",
      kPlotWidth / 2, kPlotHeight + 34, across.logarithmic() ? " (logarithmic)" : "");
  return svg;
}

std::string draw(const Panel& panel, const engine::Sweep& sweep) {
  const Across across(sweep.points);
  const Upward upward(panel);
  const size_t chosen = sweep.advice.num_topics;
  std::string svg = frame(panel, upward, across);
  svg += ticks_across(sweep.points, across, chosen);
  svg += fmt::format("<line class=\"chosen\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"0\" y2=\"{1:.0f}\"/>",
                     across.x(chosen), kPlotHeight);
  std::string line;
  std::string marks;
  for (size_t i = 0; i < sweep.points.size(); ++i) {
    const double x = across.x(sweep.points[i].num_topics);
    const std::vector<double>& values = panel.values[i];
    const double y = upward.y(engine::mean_of(values));
    line += fmt::format("{:.1f},{:.1f} ", x, y);
    if (values.size() > 1) {
      for (const double value : values)
        marks +=
            fmt::format("<circle class=\"model\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\"/>", x, upward.y(value));
    }
    if (sweep.points[i].num_topics == chosen) {
      marks += fmt::format(
          "<path class=\"mark\" d=\"M{:.1f} {:.1f}l6 6l-6 6l-6 -6z\"><title>{} topics: {:.4g}</title></path>",
          x, y - 6, chosen, engine::mean_of(values));
    } else {
      marks += fmt::format(
          "<circle class=\"mean\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\"><title>{} topics: "
          "{:.4g}</title></circle>",
          x, y, sweep.points[i].num_topics, engine::mean_of(values));
    }
  }
  return svg + fmt::format("<polyline class=\"line\" points=\"{}\"/>", line) + marks;
}

// The text in lines of at most kLineCharacters.
std::vector<std::string> wrapped(const std::string& text) {
  std::vector<std::string> lines = {""};
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (lines.back().size() + end - begin > kLineCharacters) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + text.substr(begin, end - begin);
    begin = end + 1;
  }
  return lines;
}

}  // namespace

std::string sweep_figure(const engine::Sweep& sweep) {
  const std::vector<Panel> panels = panels_of(sweep.points);
  const size_t rows = (panels.size() + kPanelsInRow - 1) / kPanelsInRow;
  const std::vector<std::string> advice = wrapped(sweep.advice.sentence);
  const double width = kPanelWidth * kPanelsInRow;
  const double text_top = kHeading + kPanelHeight * static_cast<double>(rows) + 24;
  const double height = text_top + 18 * static_cast<double>(advice.size()) + 6;
  const bool seeds = sweep.models.size() > sweep.points.size();
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">How many topics?</title>\n"
      "<desc id=\"d\">{2}</desc>\n<style>{3}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
      width, height, formats::escaped_markup(sweep.advice.sentence), kStyle);
  svg += fmt::format(
      "<text class=\"heading\" x=\"20\" y=\"30\">How many topics?</text>"
      "<text class=\"note\" x=\"20\" y=\"48\">{} models; the line joins {}; the diamond marks the number to "
      "take</text>\n",
      sweep.models.size(), seeds ? "means, rings are single seeds (or pairs of them)" : "them");
  for (size_t i = 0; i < panels.size(); ++i) {
    svg += fmt::format("<g transform=\"translate({:.0f} {:.0f})\">{}</g>\n",
                       kPanelWidth * static_cast<double>(i % kPanelsInRow) + kLeft,
                       kHeading + kPanelHeight * static_cast<double>(i / kPanelsInRow) + kAbove,
                       draw(panels[i], sweep));
  }
  for (size_t i = 0; i < advice.size(); ++i) {
    svg += fmt::format("<text class=\"advice\" x=\"20\" y=\"{:.0f}\">{}</text>\n",
                       text_top + 18 * static_cast<double>(i), formats::escaped_markup(advice[i]));
  }
  return svg + "</svg>\n";
}

}  // namespace theta::report
