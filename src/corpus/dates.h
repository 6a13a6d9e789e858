#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace theta::corpus {

/// How much of a date was written.
enum class DatePrecision : uint8_t { kYear, kQuarter, kMonth, kWeek, kDay };

/// A day of the proleptic Gregorian calendar; the first one of the period when no day was written.
struct Date {
  int32_t days = 0;  ///< since 1970-01-01
  DatePrecision precision = DatePrecision::kDay;
  bool operator==(const Date&) const = default;
};

/// Which of the first two figures of 3/4/2021 is the day.
enum class DayOrder : uint8_t { kMonthFirst, kDayFirst };

/// Reads a date as people and programs write it: 2021, 2021-03, 2021/3/4, 20210304, 4 Mar 2021, March 4th,
/// 2021, Mar 2021, 04.03.2021 (the day first with points), 3/4/2021 (by `order`; the other way round when a
/// figure above 12 leaves no choice), 2021年3月4日, 2021-Q1, 2021-W05, each day with or without weekday, time
/// of day and zone (ISO 8601, RFC 5322). Years are 1000 to 2999. The day is the one written, in the writer's
/// own zone: a report of 23:30+08:00 belongs to that evening wherever it is read. Nothing for any other text,
/// nor for days and hours that do not exist.
std::optional<Date> parse_date(std::string_view cell, DayOrder order = DayOrder::kMonthFirst);

/// ISO 8601, as far as the date was written: 2021, 2021-03 (a quarter by its first month) or 2021-03-04.
std::string iso_text(const Date& date);

/// For figures alone such as 13/4/2021: the order that the cell proves; nothing when both fit, or neither.
std::optional<DayOrder> proven_day_order(std::string_view cell);

}  // namespace theta::corpus
