#include "corpus/time_slices.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace theta::corpus {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 6> kNames = {"year", "quarter", "month", "week", "day", "equal"};
constexpr size_t kEnoughSlices = 8;
constexpr size_t kManySlices = 50;  // for dates too far apart for years

year_month_day civil(int32_t day) {
  return year_month_day(sys_days(days(day)));
}
int32_t number_of(int year, unsigned month, unsigned day) {
  const year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return static_cast<int32_t>(sys_days(date).time_since_epoch().count());
}

// Slices are numbered without gaps: year, year * 4 + quarter, year * 12 + month, weeks and days since 1970.
constexpr int32_t kFirstMonday = 4;  // 1970-01-05
int32_t floor_divide(int32_t value, int32_t divisor) {
  return value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);
}

int32_t bin_of(TimeBin bin, int32_t day) {
  const year_month_day date = civil(day);
  const int32_t year = static_cast<int>(date.year());
  const auto month = static_cast<int32_t>(static_cast<unsigned>(date.month())) - 1;
  switch (bin) {
    case TimeBin::kYear:
      return year;
    case TimeBin::kQuarter:
      return year * 4 + month / 3;
    case TimeBin::kMonth:
      return year * 12 + month;
    case TimeBin::kWeek:
      return floor_divide(day - kFirstMonday, 7);
    default:
      return day;
  }
}

int32_t first_day(TimeBin bin, int32_t number) {
  switch (bin) {
    case TimeBin::kYear:
      return number_of(number, 1, 1);
    case TimeBin::kQuarter:
      return number_of(number / 4, static_cast<unsigned>(number % 4 * 3 + 1), 1);
    case TimeBin::kMonth:
      return number_of(number / 12, static_cast<unsigned>(number % 12 + 1), 1);
    case TimeBin::kWeek:
      return number * 7 + kFirstMonday;
    default:
      return number;
  }
}

std::string label_of(TimeBin bin, int32_t day) {
  const year_month_day date = civil(day);
  const int year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  switch (bin) {
    case TimeBin::kYear:
      return fmt::format("{}", year);
    case TimeBin::kQuarter:
      return fmt::format("{}-Q{}", year, (month - 1) / 3 + 1);
    case TimeBin::kMonth:
      return fmt::format("{}-{:02}", year, month);
    case TimeBin::kWeek: {
      // ISO 8601: a week belongs to the year of its Thursday.
      const int week_year = static_cast<int>(civil(day + 3).year());
      return fmt::format("{}-W{:02}", week_year, (day + 3 - number_of(week_year, 1, 1)) / 7 + 1);
    }
    default:
      return day_text(day);
  }
}

TimeBin finest_bin(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::kYear:
      return TimeBin::kYear;
    case DatePrecision::kQuarter:
      return TimeBin::kQuarter;
    case DatePrecision::kMonth:
      return TimeBin::kMonth;
    case DatePrecision::kWeek:
      return TimeBin::kWeek;
    default:
      return TimeBin::kDay;
  }
}

/// What all dates of a corpus have in common.
struct Extent {
  int32_t first = INT32_MAX;
  int32_t last = INT32_MIN;
  DatePrecision coarsest = DatePrecision::kDay;
};

size_t slices_of(TimeBin bin, const Extent& extent) {
  return static_cast<size_t>(bin_of(bin, extent.last) - bin_of(bin, extent.first)) + 1;
}

TimeBin natural_bin(const Extent& extent) {
  const TimeBin finest = finest_bin(extent.coarsest);
  for (TimeBin bin = TimeBin::kYear; bin < finest; bin = static_cast<TimeBin>(static_cast<int>(bin) + 1)) {
    if (slices_of(bin, extent) >= kEnoughSlices) return bin;
  }
  return finest;
}

TimeSlices cut_by_calendar(const std::vector<std::optional<Date>>& dates, TimeBin bin, const Extent& extent) {
  TimeSlices result;
  result.bin = bin;
  const int32_t from = bin_of(bin, extent.first);
  for (int32_t number = from; number <= bin_of(bin, extent.last); ++number) {
    const int32_t first = first_day(bin, number);
    result.slices.push_back({label_of(bin, first), first, first_day(bin, number + 1)});
  }
  for (const std::optional<Date>& date : dates) {
    result.of_document.push_back(date.has_value() ? static_cast<uint32_t>(bin_of(bin, date->days) - from)
                                                  : TimeSlices::kNoSlice);
  }
  return result;
}

// Documents of one day stay together, so slices can differ in size, and there are at most as many as days.
TimeSlices cut_by_count(const std::vector<std::optional<Date>>& dates, size_t wanted) {
  std::vector<int32_t> sorted;
  for (const std::optional<Date>& date : dates) {
    if (date.has_value()) sorted.push_back(date->days);
  }
  std::sort(sorted.begin(), sorted.end());
  TimeSlices result;
  result.bin = TimeBin::kEqualCounts;
  std::vector<int32_t> starts = {sorted.front()};
  for (size_t i = 1; i < wanted; ++i) {
    const int32_t day = sorted[i * sorted.size() / wanted];
    if (day > starts.back()) starts.push_back(day);
  }
  for (size_t t = 0; t < starts.size(); ++t) {
    const int32_t end = t + 1 < starts.size() ? starts[t + 1] : sorted.back() + 1;
    const std::string first = day_text(starts[t]);
    result.slices.push_back(
        {end - starts[t] == 1 ? first : first + " to " + day_text(end - 1), starts[t], end});
  }
  for (const std::optional<Date>& date : dates) {
    if (!date.has_value()) {
      result.of_document.push_back(TimeSlices::kNoSlice);
      continue;
    }
    result.of_document.push_back(slice_of_day(result.slices, date->days));
  }
  return result;
}

}  // namespace

Result<TimeBinChoice> parse_time_bin(std::string_view name) {
  if (name == "auto" || name.empty()) return TimeBinChoice{};
  for (size_t i = 0; i + 1 < kNames.size(); ++i) {
    if (name == kNames[i]) return TimeBinChoice{static_cast<TimeBin>(i), 0};
  }
  size_t slices = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), slices);
  if (error != std::errc() || end != name.data() + name.size() || slices == 0) {
    return usage_error("--time-bin {}: is not auto, year, quarter, month, week, day, or a number of slices",
                       name);
  }
  if (slices > kMostTimeSlices)
    return usage_error("--time-bin {}: {} slices are the most", slices, kMostTimeSlices);
  return TimeBinChoice{TimeBin::kEqualCounts, slices};
}

std::string_view time_bin_name(TimeBin bin) {
  return kNames[static_cast<size_t>(bin)];
}

std::optional<TimeBin> time_bin_named(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<TimeBin>(found - kNames.begin());
}

uint32_t slice_of_day(const std::vector<TimeSlice>& slices, int32_t day) {
  const auto next = std::upper_bound(slices.begin(), slices.end(), day,
                                     [](int32_t at, const TimeSlice& slice) { return at < slice.first; });
  if (next == slices.begin() || day >= (next - 1)->end) return TimeSlices::kNoSlice;
  return static_cast<uint32_t>(next - slices.begin() - 1);
}

std::string day_text(int32_t day) {
  return iso_text({day, DatePrecision::kDay});
}

Result<TimeSlices> cut_time(const std::vector<std::optional<Date>>& dates, const TimeBinChoice& choice) {
  Extent extent;
  for (const std::optional<Date>& date : dates) {
    if (!date.has_value()) continue;
    extent.first = std::min(extent.first, date->days);
    extent.last = std::max(extent.last, date->days);
    extent.coarsest = std::min(extent.coarsest, date->precision);
  }
  if (extent.first > extent.last) return bad_input("no document has a date that can be read");
  if (!choice.bin.has_value() && slices_of(TimeBin::kYear, extent) > kMostTimeSlices) {
    return cut_by_count(dates, kManySlices);
  }
  const TimeBin bin = choice.bin.value_or(natural_bin(extent));
  if (bin == TimeBin::kEqualCounts) return cut_by_count(dates, choice.slices);
  const TimeBin finest = finest_bin(extent.coarsest);
  if (bin > finest) {
    return bad_input("--time-bin {}: some dates name only a {}; use --time-bin {}", time_bin_name(bin),
                     time_bin_name(finest), time_bin_name(finest));
  }
  const size_t count = slices_of(bin, extent);
  if (count > kMostTimeSlices) {
    return bad_input("--time-bin {}: {} to {} would be {} slices, {} are the most; use a coarser one",
                     time_bin_name(bin), day_text(extent.first), day_text(extent.last), count,
                     kMostTimeSlices);
  }
  return cut_by_calendar(dates, bin, extent);
}

}  // namespace theta::corpus
