#include "corpus/dates.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "base/trim.h"

namespace theta::corpus {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

// 1-based place of the name that `word` begins or is, from three letters on; 0 when it is none.
template <size_t N>
unsigned find_name(const std::array<std::string_view, N>& names, std::string_view word) {
  if (word.size() < 3) return 0;
  for (unsigned i = 0; i < N; ++i) {
    if (word.size() > names[i].size()) continue;
    bool equal = true;
    for (size_t at = 0; at < word.size() && equal; ++at) equal = lower(word[at]) == names[i][at];
    if (equal) return i + 1;
  }
  return 0;
}

/// Reads a text from the left.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  char front() const { return rest_.empty() ? '\0' : rest_[0]; }
  void skip_blanks() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t')) rest_.remove_prefix(1);
  }
  bool take(std::string_view piece) {
    if (!rest_.starts_with(piece)) return false;
    rest_.remove_prefix(piece.size());
    return true;
  }
  bool take_any(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  size_t digits() const {
    size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    return count;
  }
  // A number of `least` to `most` figures that no further figure follows.
  std::optional<unsigned> number(size_t least, size_t most) {
    const size_t count = digits();
    if (count < least || count > most) return std::nullopt;
    return figures(count);
  }
  unsigned figures(size_t count) {
    unsigned value = 0;
    for (size_t i = 0; i < count; ++i) value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
    rest_.remove_prefix(count);
    return value;
  }
  std::string_view word() {
    size_t count = 0;
    while (count < rest_.size() && is_letter(rest_[count])) ++count;
    const std::string_view found = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return found;
  }

 private:
  std::string_view rest_;
};

bool is_year(unsigned value) {
  return value >= 1000 && value <= 2999;
}

std::optional<Date> make_date(unsigned year, unsigned month, unsigned day, DatePrecision precision) {
  const year_month_day date(std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                            std::chrono::day(day));
  if (!is_year(year) || !date.ok()) return std::nullopt;
  return Date{static_cast<int32_t>(sys_days(date).time_since_epoch().count()), precision};
}

// The Monday of an ISO 8601 week: week 1 holds the fourth of January.
std::optional<Date> make_week(unsigned year, unsigned week) {
  const std::optional<Date> fourth = make_date(year, 1, 4, DatePrecision::kWeek);
  if (!fourth.has_value() || week < 1 || week > 53) return std::nullopt;
  const int32_t weekday = ((fourth->days + 3) % 7 + 7) % 7;  // 0 = Monday; 1970-01-01 was a Thursday
  const int32_t first = fourth->days - weekday;
  return Date{first + static_cast<int32_t>(week - 1) * 7, DatePrecision::kWeek};
}

bool read_zone(Cursor& cursor) {
  cursor.skip_blanks();
  if (cursor.at_end()) return true;
  if (cursor.take("(")) return !cursor.word().empty() && cursor.take(")") && read_zone(cursor);
  if (cursor.take_any("+-")) {
    const bool compact = cursor.digits() == 4;  // +0800
    const std::optional<unsigned> hours = cursor.number(1, 4);
    if (!hours.has_value() || (compact ? *hours / 100 : *hours) > 14) return false;
    if (cursor.take(":") && !cursor.number(2, 2).has_value()) return false;
    return read_zone(cursor);
  }
  const std::string_view name = cursor.word();
  return !name.empty() && name.size() <= 5 && read_zone(cursor);
}

// A time of day with its zone, up to the end; nothing at all is well, too.
bool read_time_of_day(Cursor& cursor) {
  cursor.take(",");
  cursor.skip_blanks();
  cursor.take("T");
  if (cursor.at_end()) return true;
  if (const size_t digits = cursor.digits(); digits == 4 || digits == 6) {  // 050607
    const unsigned hour = cursor.figures(2);
    const unsigned minute = cursor.figures(2);
    if (hour > 24 || minute > 59 || (digits == 6 && cursor.figures(2) > 60)) return false;
    return read_zone(cursor);
  }
  const std::optional<unsigned> hour = cursor.number(1, 2);
  if (!hour.has_value() || *hour > 24) return false;
  for (const auto& [separator, chinese] : {std::pair{":", "时"}, std::pair{":", "分"}}) {
    if (!cursor.take(separator) && !cursor.take(chinese)) break;
    if (cursor.at_end()) return true;
    const std::optional<unsigned> part = cursor.number(1, 2);
    if (!part.has_value() || *part > 60) return false;
  }
  cursor.take("分");
  cursor.take("秒");
  if (cursor.take_any(".,") && !cursor.number(1, 9).has_value()) return false;
  return read_zone(cursor);
}

std::optional<Date> with_time(std::optional<Date> date, Cursor& cursor) {
  return read_time_of_day(cursor) ? date : std::nullopt;
}

std::optional<Date> only(std::optional<Date> date, Cursor& cursor) {
  cursor.skip_blanks();
  return cursor.at_end() ? date : std::nullopt;
}

// Behind a year of four figures.
std::optional<Date> read_after_year(unsigned year, Cursor& cursor) {
  if (cursor.at_end()) return make_date(year, 1, 1, DatePrecision::kYear);
  if (cursor.take("年")) {
    if (cursor.at_end()) return make_date(year, 1, 1, DatePrecision::kYear);
    const std::optional<unsigned> month = cursor.number(1, 2);
    if (!month.has_value() || !cursor.take("月")) return std::nullopt;
    if (cursor.at_end()) return make_date(year, *month, 1, DatePrecision::kMonth);
    const std::optional<unsigned> day = cursor.number(1, 2);
    if (!day.has_value() || !(cursor.take("日") || cursor.take("号"))) return std::nullopt;
    return with_time(make_date(year, *month, *day, DatePrecision::kDay), cursor);
  }
  const bool blank = cursor.front() == ' ';
  cursor.take_any("-/. ");
  if (cursor.take_any("Qq")) {
    const std::optional<unsigned> quarter = cursor.number(1, 1);
    if (!quarter.has_value() || *quarter < 1 || *quarter > 4) return std::nullopt;
    return only(make_date(year, *quarter * 3 - 2, 1, DatePrecision::kQuarter), cursor);
  }
  if (cursor.take("W")) {
    const std::optional<unsigned> week = cursor.number(2, 2);
    return week.has_value() ? only(make_week(year, *week), cursor) : std::nullopt;
  }
  unsigned month = 0;
  if (is_letter(cursor.front())) {
    month = find_name(kMonths, cursor.word());
  } else if (const std::optional<unsigned> figures = cursor.number(1, 2); figures.has_value() && !blank) {
    month = *figures;
  }
  if (month == 0) return std::nullopt;
  if (!cursor.take_any("-/. ")) return only(make_date(year, month, 1, DatePrecision::kMonth), cursor);
  const std::optional<unsigned> day = cursor.number(1, 2);
  return day.has_value() ? with_time(make_date(year, month, *day, DatePrecision::kDay), cursor)
                         : std::nullopt;
}

// "4 Mar 2021", "4th of March 2021" behind the day; "Mar 4, 2021", "Mar 2021" behind the month.
std::optional<Date> read_named_month(unsigned day, unsigned month, Cursor& cursor) {
  cursor.take(".");
  cursor.skip_blanks();
  cursor.take_any("-,/");
  cursor.skip_blanks();
  if (day == 0 && cursor.digits() <= 2) {
    const std::optional<unsigned> figures = cursor.number(1, 2);
    if (!figures.has_value() || *figures == 0) return std::nullopt;
    day = *figures;
    if (is_letter(cursor.front())) cursor.word();  // st, nd, rd, th
    cursor.take_any(",-");
    cursor.skip_blanks();
  }
  const std::optional<unsigned> year = cursor.number(4, 4);
  if (!year.has_value()) return std::nullopt;
  if (day == 0) return only(make_date(*year, month, 1, DatePrecision::kMonth), cursor);
  return with_time(make_date(*year, month, day, DatePrecision::kDay), cursor);
}

bool is_ordinal_end(std::string_view word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th";
}

// The two figures in front of a year, and what parts them.
struct TwoFigures {
  unsigned first = 0;
  unsigned second = 0;
  char separator = '\0';
  unsigned year = 0;
};

std::optional<TwoFigures> read_two_figures(Cursor& cursor) {
  TwoFigures found;
  const std::optional<unsigned> first = cursor.number(1, 2);
  found.separator = cursor.front();
  if (!first.has_value() || !cursor.take_any("/.-")) return std::nullopt;
  const std::optional<unsigned> second = cursor.number(1, 2);
  if (!second.has_value() || cursor.front() != found.separator || !cursor.take_any("/.-"))
    return std::nullopt;
  const std::optional<unsigned> year = cursor.number(4, 4);
  if (!year.has_value()) return std::nullopt;
  found.first = *first;
  found.second = *second;
  found.year = *year;
  return found;
}

bool is_day_first(const TwoFigures& figures, DayOrder order) {
  if (figures.separator == '.' || figures.first > 12) return true;
  return order == DayOrder::kDayFirst && figures.second <= 12;
}

std::optional<Date> read_from_day(Cursor cursor, DayOrder order) {
  Cursor figures_cursor = cursor;
  if (const std::optional<TwoFigures> figures = read_two_figures(figures_cursor)) {
    const bool day_first = is_day_first(*figures, order);
    return with_time(make_date(figures->year, day_first ? figures->second : figures->first,
                               day_first ? figures->first : figures->second, DatePrecision::kDay),
                     figures_cursor);
  }
  const std::optional<unsigned> day = cursor.number(1, 2);
  if (!day.has_value() || *day == 0) return std::nullopt;
  cursor.take(".");
  cursor.take_any("-/");
  cursor.skip_blanks();
  std::string_view word = cursor.word();
  for (int skipped = 0; skipped < 2 && (is_ordinal_end(word) || word == "of"); ++skipped) {
    cursor.skip_blanks();
    word = cursor.word();
  }
  const unsigned month = find_name(kMonths, word);
  return month == 0 ? std::nullopt : read_named_month(*day, month, cursor);
}

std::optional<Date> read_from_word(Cursor& cursor, DayOrder order) {
  if (cursor.take_any("Qq")) {
    const std::optional<unsigned> quarter = cursor.number(1, 1);
    if (!quarter.has_value() || *quarter < 1 || *quarter > 4) return std::nullopt;
    cursor.take_any("-/ ");
    const std::optional<unsigned> year = cursor.number(4, 4);
    if (!year.has_value()) return std::nullopt;
    return only(make_date(*year, *quarter * 3 - 2, 1, DatePrecision::kQuarter), cursor);
  }
  const std::string_view word = cursor.word();
  if (const unsigned month = find_name(kMonths, word); month > 0) return read_named_month(0, month, cursor);
  if (find_name(kWeekdays, word) == 0) return std::nullopt;
  cursor.take(".");
  cursor.take(",");
  cursor.skip_blanks();
  if (!is_letter(cursor.front())) return read_from_day(cursor, order);
  const unsigned month = find_name(kMonths, cursor.word());
  return month == 0 ? std::nullopt : read_named_month(0, month, cursor);
}

}  // namespace

std::optional<Date> parse_date(std::string_view cell, DayOrder order) {
  constexpr size_t kLongest = 48;
  cell = trimmed(cell);
  if (cell.empty() || cell.size() > kLongest) return std::nullopt;
  Cursor cursor(cell);
  const size_t digits = cursor.digits();
  if (digits == 0) return read_from_word(cursor, order);
  if (digits <= 2) return read_from_day(cursor, order);
  if (digits == 4) return read_after_year(cursor.figures(4), cursor);
  if (digits != 8) return std::nullopt;
  const unsigned year = cursor.figures(4);
  const unsigned month = cursor.figures(2);
  const unsigned day = cursor.figures(2);
  return with_time(make_date(year, month, day, DatePrecision::kDay), cursor);
}

std::string iso_text(const Date& date) {
  const year_month_day civil{sys_days(std::chrono::days(date.days))};
  const int year = static_cast<int>(civil.year());
  if (date.precision == DatePrecision::kYear) return fmt::format("{}", year);
  const auto month = static_cast<unsigned>(civil.month());
  if (date.precision < DatePrecision::kWeek) return fmt::format("{}-{:02}", year, month);
  return fmt::format("{}-{:02}-{:02}", year, month, static_cast<unsigned>(civil.day()));
}

std::optional<DayOrder> proven_day_order(std::string_view cell) {
  Cursor cursor(trimmed(cell));
  const std::optional<TwoFigures> figures = read_two_figures(cursor);
  if (!figures.has_value() || figures->separator == '.' || (figures->first > 12) == (figures->second > 12)) {
    return std::nullopt;
  }
  return figures->first > 12 ? DayOrder::kDayFirst : DayOrder::kMonthFirst;
}

}  // namespace theta::corpus
