#include "survey/date_format.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "base/result.h"
#include "base/trim.h"

namespace theta::survey {
namespace {

// The forms are tried in this order: the first that gives the cell is its name. "YYYY", "MM", "DD" stand for
// figures of fixed width, "M" and "D" for those without a zero in front, "Q" for the quarter.
constexpr std::array<std::string_view, 20> kForms = {
    "YYYY-MM-DD",   "YYYY/MM/DD", "YYYY.MM.DD", "YYYYMMDD", "YYYY-M-D", "YYYY/M/D",   "DD.MM.YYYY",
    "D.M.YYYY",     "MM/DD/YYYY", "DD/MM/YYYY", "M/D/YYYY", "D/M/YYYY", "DD-MM-YYYY", "YYYY年MM月DD日",
    "YYYY年M月D日", "YYYY年M月",  "YYYY年",     "YYYY-MM",  "YYYY-QQ",  "YYYY"};

struct Day {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
};

Day day_of(const corpus::Date& date) {
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(date.days))};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

std::string written(std::string_view form, const Day& day) {
  std::string text;
  for (size_t at = 0; at < form.size();) {
    const std::string_view rest = form.substr(at);
    const auto takes = [&](std::string_view part) {
      if (!rest.starts_with(part)) return false;
      at += part.size();
      return true;
    };
    if (takes("YYYY")) {
      text += fmt::format("{:04}", day.year);
    } else if (takes("MM")) {
      text += fmt::format("{:02}", day.month);
    } else if (takes("DD")) {
      text += fmt::format("{:02}", day.day);
    } else if (takes("QQ")) {
      text += fmt::format("Q{}", (day.month + 2) / 3);
    } else if (takes("M")) {
      text += std::to_string(day.month);
    } else if (takes("D")) {
      text += std::to_string(day.day);
    } else {
      text += form[at++];
    }
  }
  return text;
}

bool is_time_of_day(std::string_view rest) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return rest.size() >= 5 && (rest[0] == 'T' || rest[0] == ' ') && is_digit(rest[1]) &&
         rest.substr(2, 3).find(':') != std::string_view::npos;
}

}  // namespace

std::string date_format(std::string_view cell, const corpus::Date& date) {
  const std::string_view text = trimmed(cell);
  const Day day = day_of(date);
  for (const std::string_view form : kForms) {
    const std::string start = written(form, day);
    if (text == start) return std::string(form);
    if (text.starts_with(start) && is_time_of_day(text.substr(start.size())))
      return fmt::format("{} hh:mm", form);
  }
  return "";
}

std::string common_date_format(const std::vector<std::string>& cells,
                               const std::vector<std::optional<corpus::Date>>& dates) {
  std::map<std::string, size_t> counts;
  size_t read = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!dates[i].has_value()) continue;
    ++read;
    ++counts[date_format(cells[i], *dates[i])];
  }
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end() || 2 * most->second <= read) return "several";
  return most->first.empty() ? "in words" : most->first;
}

}  // namespace theta::survey
