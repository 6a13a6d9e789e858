#include "documents/number_format.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace theta::documents {
namespace {

using Kind = NumberFormat::Kind;

constexpr int kMostDecimals = 15;
constexpr double kSecondsPerDay = 86'400;
constexpr double kLastDay = 2'958'465;  // 9999-12-31, from 1900

// The first section of a code without what is only for the eye: quoted words, escaped characters, colours and
// currencies in brackets, padding. Elapsed time ([h], [mm], [ss]) keeps its brackets.
std::string bare_section(std::string_view code) {
  std::string bare;
  for (size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::string_view inside = code.substr(i + 1, code.find(']', i) - i - 1);
      if (inside.find_first_not_of("hHmMsS") == std::string_view::npos) bare += '[';
      i = std::min(code.find(']', i), code.size());
    } else {
      bare += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }
  return bare;
}

// "#,##0.0#%": digits that are always there are 0, others # or ?.
NumberFormat parse_digits(std::string_view bare) {
  NumberFormat format;
  format.kind = Kind::kFixed;
  format.least_integers = 0;
  bool decimals = false;
  for (const char c : bare) {
    if (c == '.') {
      decimals = true;
    } else if (c == '%') {
      format.percent = true;
    } else if (c == '0' || c == '#' || c == '?') {
      int& least = decimals ? format.least_decimals : format.least_integers;
      if (c == '0') ++least;
      if (decimals) ++format.most_decimals;
    } else if (c == 'e' || c == '/' || c == '@') {
      return {};  // powers of ten, fractions, text: the plain number says more
    }
  }
  format.least_decimals = std::min(format.least_decimals, kMostDecimals);
  format.most_decimals = std::min(format.most_decimals, kMostDecimals);
  format.least_integers = std::min(format.least_integers, kMostDecimals);
  return format;
}

std::string general(double value) {
  // 15 digits are what spreadsheets keep of a number; the last digits of 0.1 + 0.2 are no one's data.
  if (std::abs(value) < 1e15 && value == std::trunc(value)) return fmt::format("{:.0f}", value + 0.0);
  return fmt::format("{:.15g}", value);
}

std::string fixed(double value, const NumberFormat& format) {
  if (format.percent) value *= 100;
  if (!(std::abs(value) < 1e15)) return general(value);
  std::string digits = fmt::format("{:.{}f}", std::abs(value), format.most_decimals);
  for (int i = format.most_decimals; i > format.least_decimals && digits.back() == '0'; --i)
    digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  const size_t integers = std::min(digits.find('.'), digits.size());
  const auto least = static_cast<size_t>(format.least_integers);
  if (integers < least) digits.insert(0, least - integers, '0');
  const bool negative = value < 0 && digits.find_first_not_of("0.") != std::string::npos;
  return (negative ? "-" : "") + digits + (format.percent ? "%" : "");
}

std::string clock_time(int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string date(double value, bool from_1904, Kind kind) {
  const double seconds = std::round(value * kSecondsPerDay);
  if (!(seconds >= 0 && value <= kLastDay + 1)) return general(value);  // spreadsheets show ##### here
  const auto whole = static_cast<int64_t>(seconds);
  const auto day_seconds = static_cast<int64_t>(kSecondsPerDay);
  int64_t day = whole / day_seconds;
  const int64_t time = whole % day_seconds;
  if (kind == Kind::kElapsed) return clock_time(whole);
  if (kind == Kind::kTime || (day == 0 && !from_1904)) return clock_time(time);
  // The count from 1900 holds a 29th of February 1900, which never was: day 61 is the first of March.
  if (!from_1904 && day < 60) ++day;
  const std::chrono::sys_days first =
      from_1904 ? std::chrono::year(1904) / 1 / 1 : std::chrono::year(1899) / 12 / 30;
  const std::chrono::year_month_day ymd(first + std::chrono::days(day));
  const std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return time == 0 ? text : text + "T" + clock_time(time);
}

}  // namespace

NumberFormat builtin_format(unsigned id) {
  const auto of = [](Kind kind) {
    NumberFormat format;
    format.kind = kind;
    return format;
  };
  if ((id >= 18 && id <= 21) || id == 32 || id == 33 || id == 45 || id == 47) return of(Kind::kTime);
  // 27 to 36 and 50 to 58 are dates in one language and times in another; below one day a date is a time.
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return of(Kind::kDate);
  if (id == 46) return of(Kind::kElapsed);
  switch (id) {
    case 1:
    case 3:
    case 37:
    case 38:
      return parse_format("0");
    case 2:
    case 4:
    case 39:
    case 40:
      return parse_format("0.00");
    case 9:
      return parse_format("0%");
    case 10:
      return parse_format("0.00%");
    default:
      return {};
  }
}

NumberFormat parse_format(std::string_view code) {
  const std::string bare = bare_section(code);
  if (bare.empty() || bare.find("general") != std::string::npos) return {};
  NumberFormat format;
  // "e", "g" and "b" are years too, but also powers of ten ("0.00e+00") and "General".
  const bool day = bare.find_first_of("yd") != std::string::npos ||
                   (bare.find('e') != std::string::npos && bare.find_first_of("0#") == std::string::npos);
  const bool hour = bare.find_first_of("hs") != std::string::npos;
  const bool month_or_minute = bare.find('m') != std::string::npos;
  if (bare.find('[') != std::string::npos && !day) {
    format.kind = Kind::kElapsed;
  } else if (day || (month_or_minute && !hour)) {
    format.kind = Kind::kDate;
  } else if (hour) {
    format.kind = Kind::kTime;
  } else if (bare.find_first_of("0#?") != std::string::npos) {
    return parse_digits(bare);
  }
  return format;
}

std::string shown_number(const std::string& stored, const NumberFormat& format, bool from_1904) {
  double value = 0;
  const char* const end = stored.data() + stored.size();
  const auto [stop, error] = std::from_chars(stored.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return stored;
  switch (format.kind) {
    case Kind::kGeneral:
      return general(value);
    case Kind::kFixed:
      return fixed(value, format);
    case Kind::kDate:
    case Kind::kTime:
    case Kind::kElapsed:
      return date(value, from_1904, format.kind);
  }
  return stored;
}

}  // namespace theta::documents
