#pragma once

#include <string>
#include <string_view>

namespace theta::exports {

/// A point in time as far as a cell tells it for certain. Parts that are not known are 0.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// Reads what corpus::looks_like_time() takes for a time: the year always; month and day where the year comes
/// first (2021-03-04, 2021/3, 20210304, 2021年3月4日) or the month is a name (4 Mar 2021). Which of 3/4/2021
/// is the month nobody knows, so only its year counts. year is 0 when the cell is no time.
Date parse_date(std::string_view cell);

/// ISO 8601: 2021, 2021-03 or 2021-03-04; empty when the year is not known.
std::string iso_date(const Date& date);

}  // namespace theta::exports
