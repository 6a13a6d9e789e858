#include "documents/number_format.h"

#include <gtest/gtest.h>

namespace theta::documents {
namespace {

struct Shown {
  const char* stored;
  const char* code;
  const char* shown;
};

class NumberFormatTest : public testing::TestWithParam<Shown> {};
TEST_P(NumberFormatTest, ShowsWhatASpreadsheetShows) {
  EXPECT_EQ(shown_number(GetParam().stored, parse_format(GetParam().code), false), GetParam().shown)
      << GetParam().code;
}
INSTANTIATE_TEST_SUITE_P(
    Numbers, NumberFormatTest,
    testing::Values(Shown{"4", "General", "4"}, Shown{"4.0", "General", "4"}, Shown{"-0", "General", "0"},
                    Shown{"0.30000000000000004", "General", "0.3"}, Shown{"2019", "General", "2019"},
                    Shown{"13800138000", "General", "13800138000"}, Shown{"1E+3", "General", "1000"},
                    Shown{"1.5e300", "General", "1.5e+300"}, Shown{"12.5", "0.00", "12.50"},
                    Shown{"12.5", "0", "12"}, Shown{"7", "00000", "00007"},
                    Shown{"1234.5", "#,##0.00", "1234.50"}, Shown{"0.125", "0.0%", "12.5%"},
                    Shown{"0.125", "0%", "12%"}, Shown{"-3.14159", "0.0#", "-3.14"},
                    Shown{"3", "0.0#", "3.0"}, Shown{"-0.001", "0.00", "0.00"}, Shown{"5", "\"no. \"0", "5"},
                    Shown{"1234.5", "[$\xC2\xA5-804]#,##0.00;[Red]-0", "1234.50"},
                    Shown{"1234", "0.00E+00", "1234"}, Shown{"0.5", "# ?/?", "0.5"}, Shown{"7", "@", "7"},
                    Shown{"abc", "0.00", "abc"}, Shown{"", "0", ""}, Shown{"nan", "0", "nan"},
                    Shown{"1 ", "0", "1 "}));
INSTANTIATE_TEST_SUITE_P(
    Dates, NumberFormatTest,
    testing::Values(Shown{"43831", "yyyy-mm-dd", "2020-01-01"}, Shown{"43831", "d/m/yy", "2020-01-01"},
                    Shown{"43831", "mmm\\-yy", "2020-01-01"},
                    Shown{"43831.75", "m/d/yy h:mm", "2020-01-01T18:00:00"},
                    Shown{"43831", "[$-804]yyyy\"\xE5\xB9\xB4\"m\"\xE6\x9C\x88\"d\"\xE6\x97\xA5\";@",
                          "2020-01-01"},
                    Shown{"43831", "[$-411]ggge", "2020-01-01"}, Shown{"1", "yyyy-mm-dd", "1900-01-01"},
                    Shown{"59", "yyyy-mm-dd", "1900-02-28"}, Shown{"60", "yyyy-mm-dd", "1900-02-28"},
                    Shown{"61", "yyyy-mm-dd", "1900-03-01"}, Shown{"2958465", "yyyy-mm-dd", "9999-12-31"},
                    Shown{"2958467", "yyyy-mm-dd", "2958467"}, Shown{"-1", "yyyy-mm-dd", "-1"},
                    Shown{"0.25", "h:mm", "06:00:00"}, Shown{"43831.25", "h:mm:ss", "06:00:00"},
                    Shown{"0.5", "yyyy-mm-dd hh:mm", "12:00:00"}, Shown{"1.5", "[h]:mm:ss", "36:00:00"},
                    Shown{"0.0006944444", "mm:ss", "00:01:00"},
                    // Half a second before midnight belongs to the next day, whole.
                    Shown{"43831.999999", "yyyy-mm-dd hh:mm", "2020-01-02"}));

TEST(NumberFormat, DaysOfOldMacintoshFilesCountFrom1904) {
  EXPECT_EQ(shown_number("42369", parse_format("yyyy-mm-dd"), true), "2020-01-01");
  EXPECT_EQ(shown_number("0", parse_format("yyyy-mm-dd"), true), "1904-01-01");
}

TEST(NumberFormat, FormatsWithoutACodeHaveTheirNumber) {
  EXPECT_EQ(shown_number("43831", builtin_format(14), false), "2020-01-01");
  EXPECT_EQ(shown_number("43831.5", builtin_format(22), false), "2020-01-01T12:00:00");
  EXPECT_EQ(shown_number("43831", builtin_format(31), false), "2020-01-01");
  EXPECT_EQ(shown_number("43831", builtin_format(57), false), "2020-01-01");
  EXPECT_EQ(shown_number("0.5", builtin_format(20), false), "12:00:00");
  EXPECT_EQ(shown_number("1.5", builtin_format(46), false), "36:00:00");
  EXPECT_EQ(shown_number("0.5", builtin_format(10), false), "50.00%");
  EXPECT_EQ(shown_number("0.5", builtin_format(0), false), "0.5");
  EXPECT_EQ(shown_number("43831", builtin_format(4'000'000), false), "43831");
}

}  // namespace
}  // namespace theta::documents
