#include "corpus/dates.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace theta::corpus {
namespace {

int32_t day_number(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return static_cast<int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

struct Written {
  const char* text;
  int year;
  unsigned month;
  unsigned day;
  DatePrecision precision;
};

class Dates : public testing::TestWithParam<Written> {};
TEST_P(Dates, AreReadAsWritten) {
  const Written& written = GetParam();
  const std::optional<Date> date = parse_date(written.text);
  ASSERT_TRUE(date.has_value()) << written.text;
  EXPECT_EQ(date->days, day_number(written.year, written.month, written.day)) << written.text;
  EXPECT_EQ(date->precision, written.precision) << written.text;
}
constexpr auto kYear = DatePrecision::kYear;
constexpr auto kQuarter = DatePrecision::kQuarter;
constexpr auto kMonth = DatePrecision::kMonth;
constexpr auto kWeek = DatePrecision::kWeek;
constexpr auto kDay = DatePrecision::kDay;
INSTANTIATE_TEST_SUITE_P(
    Formats, Dates,
    testing::Values(Written{"2021", 2021, 1, 1, kYear}, Written{"1789", 1789, 1, 1, kYear},
                    Written{"2021年", 2021, 1, 1, kYear}, Written{"2021-Q3", 2021, 7, 1, kQuarter},
                    Written{"2021Q1", 2021, 1, 1, kQuarter}, Written{"Q4 2021", 2021, 10, 1, kQuarter},
                    Written{"2021-03", 2021, 3, 1, kMonth}, Written{"2021/3", 2021, 3, 1, kMonth},
                    Written{"2021年3月", 2021, 3, 1, kMonth}, Written{"Mar 2021", 2021, 3, 1, kMonth},
                    Written{"September 2021", 2021, 9, 1, kMonth}, Written{"Sept. 2021", 2021, 9, 1, kMonth},
                    Written{"2021-W01", 2021, 1, 4, kWeek}, Written{"2020-W53", 2020, 12, 28, kWeek},
                    Written{"1965-W01", 1965, 1, 4, kWeek}, Written{"2021-03-04", 2021, 3, 4, kDay},
                    Written{"2021/3/4", 2021, 3, 4, kDay}, Written{"2021.03.04", 2021, 3, 4, kDay},
                    Written{"20210304", 2021, 3, 4, kDay}, Written{"20210304T050607Z", 2021, 3, 4, kDay},
                    Written{" 2021-03-04 ", 2021, 3, 4, kDay}, Written{"2021年3月4日", 2021, 3, 4, kDay},
                    Written{"2021年3月4号 15时30分", 2021, 3, 4, kDay},
                    Written{"4 Mar 2021", 2021, 3, 4, kDay}, Written{"04-Mar-2021", 2021, 3, 4, kDay},
                    Written{"4th of March 2021", 2021, 3, 4, kDay},
                    Written{"March 4, 2021", 2021, 3, 4, kDay}, Written{"Mar. 4th 2021", 2021, 3, 4, kDay},
                    Written{"2021 Mar 4", 2021, 3, 4, kDay}, Written{"2021-Mar-04", 2021, 3, 4, kDay},
                    Written{"04.03.2021", 2021, 3, 4, kDay}, Written{"3/4/2021", 2021, 3, 4, kDay},
                    Written{"13/4/2021", 2021, 4, 13, kDay}, Written{"4/13/2021 11:05 PM", 2021, 4, 13, kDay},
                    Written{"2021-03-04T05:06:07Z", 2021, 3, 4, kDay},
                    Written{"2021-03-04 05:06", 2021, 3, 4, kDay},
                    Written{"2021-03-04T23:30:00.123456+08:00", 2021, 3, 4, kDay},
                    Written{"2021-03-04T23:30-0500", 2021, 3, 4, kDay},
                    Written{"2021-03-04 05:06:07 UTC", 2021, 3, 4, kDay},
                    Written{"Thu, 04 Mar 2021 05:06:07 GMT", 2021, 3, 4, kDay},
                    Written{"Thu, 4 Mar 2021 05:06:07 +0000 (UTC)", 2021, 3, 4, kDay},
                    Written{"Thursday, March 4, 2021", 2021, 3, 4, kDay},
                    Written{"2020-02-29", 2020, 2, 29, kDay}, Written{"2999-12-31", 2999, 12, 31, kDay}));

class NoDates : public testing::TestWithParam<const char*> {};
TEST_P(NoDates, AreRefused) {
  EXPECT_FALSE(parse_date(GetParam()).has_value()) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(Texts, NoDates,
                         testing::Values("", " ", "hello", "42", "3.14", "12345", "4021", "0999", "in 2021",
                                         "2021 apples", "May", "10", "555-1234", "2021-13", "2021-02-29",
                                         "2021-00-10", "2021-04-31", "31/11/2021", "14/13/2021", "2021-Q5",
                                         "2021-W54", "2021-03-04T25:00", "2021-03-04T10:61", "2021-03-04x",
                                         "2021-03-04T05:06:07+99:00", "March 2021 men", "n.d.", "2021-2022",
                                         "123456789", "2021年13月", "1.2.3", "Monday"));

TEST(ParseDate, FollowsTheDayOrderWhereBothFit) {
  EXPECT_EQ(parse_date("3/4/2021", DayOrder::kDayFirst)->days, day_number(2021, 4, 3));
  EXPECT_EQ(parse_date("3-4-2021", DayOrder::kDayFirst)->days, day_number(2021, 4, 3));
  EXPECT_EQ(parse_date("12/25/2021", DayOrder::kDayFirst)->days, day_number(2021, 12, 25));
}

TEST(IsoText, SaysNoMoreThanWasWritten) {
  EXPECT_EQ(iso_text(*parse_date("2021年")), "2021");
  EXPECT_EQ(iso_text(*parse_date("Q3 2021")), "2021-07");
  EXPECT_EQ(iso_text(*parse_date("Mar 2021")), "2021-03");
  EXPECT_EQ(iso_text(*parse_date("4 Mar 1789 12:30")), "1789-03-04");
}

TEST(ProvenDayOrder, NeedsAFigureAboveTwelve) {
  EXPECT_EQ(proven_day_order("13/4/2021"), DayOrder::kDayFirst);
  EXPECT_EQ(proven_day_order("4/13/2021"), DayOrder::kMonthFirst);
  for (const char* const text : {"3/4/2021", "13.4.2021", "2021-04-13", "words", "13/14/2021"})
    EXPECT_FALSE(proven_day_order(text).has_value()) << text;
}

// Every prefix and every one-byte change of real dates is read or refused, never worse.
TEST(ParseDate, StandsDamagedText) {
  for (const std::string text :
       {"Thu, 4 Mar 2021 05:06:07 +0000 (UTC)", "2021年3月4日 5时6分7秒", "3/4/2021 11:05 PM"}) {
    for (size_t i = 0; i <= text.size(); ++i) {
      static_cast<void>(parse_date(text.substr(0, i)));
      for (int byte = 0; byte < 256 && i < text.size(); ++byte) {
        std::string changed = text;
        changed[i] = static_cast<char>(byte);
        static_cast<void>(parse_date(changed));
      }
    }
  }
}

}  // namespace
}  // namespace theta::corpus
