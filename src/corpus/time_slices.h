#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "corpus/dates.h"

namespace theta::corpus {

/// How time is cut into slices.
enum class TimeBin : uint8_t { kYear, kQuarter, kMonth, kWeek, kDay, kEqualCounts };

/// What a user asks for; nothing: by the span of the dates.
struct TimeBinChoice {
  std::optional<TimeBin> bin;
  size_t slices = 0;  ///< wanted number with kEqualCounts
};

/// Reads "auto", "year", "quarter", "month", "week", "day", or a number: that many slices with about the same
/// number of documents each.
Result<TimeBinChoice> parse_time_bin(std::string_view name);
std::string_view time_bin_name(TimeBin bin);
/// Nothing for a name that time_bin_name() does not give.
std::optional<TimeBin> time_bin_named(std::string_view name);

/// One slice of time: the days [first, end).
struct TimeSlice {
  std::string label;  ///< 2021, 2021-Q1, 2021-03, 2021-W09, 2021-03-04, or "2021-03-04 to 2021-05-06"
  int32_t first = 0;  ///< days since 1970-01-01
  int32_t end = 0;
};

/// Consecutive slices from the first date to the last. A slice without documents keeps its place.
struct TimeSlices {
  TimeBin bin = TimeBin::kYear;
  std::vector<TimeSlice> slices;               ///< [T], T >= 1
  std::vector<uint32_t> of_document;           ///< [D]; kNoSlice for a document without date
  DayOrder day_order = DayOrder::kMonthFirst;  ///< how dates such as 3/4/2021 were read
  static constexpr uint32_t kNoSlice = UINT32_MAX;
};

/// Most slices that a corpus may be cut into.
inline constexpr size_t kMostTimeSlices = 1000;

/// Cuts the time between the first and the last of `dates` [D]. Without a choice the coarsest bin is taken
/// that gives at least eight slices, but none finer than the dates were written; 50 equal slices where even
/// years would be too many. Fails when no document has a date, when a bin is finer than the dates, and beyond
/// kMostTimeSlices.
Result<TimeSlices> cut_time(const std::vector<std::optional<Date>>& dates, const TimeBinChoice& choice);

/// Index of the slice that holds a day, kNoSlice when none does. `slices` are in order and do not overlap.
uint32_t slice_of_day(const std::vector<TimeSlice>& slices, int32_t day);

/// 2021-03-04.
std::string day_text(int32_t days);

}  // namespace theta::corpus
