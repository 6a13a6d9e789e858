#include "corpus/time_slices.h"

#include <gtest/gtest.h>

namespace theta::corpus {
namespace {

std::vector<std::optional<Date>> dates(const std::vector<const char*>& texts) {
  std::vector<std::optional<Date>> result;
  for (const char* const text : texts) result.push_back(parse_date(text));
  return result;
}

std::vector<std::string> labels(const TimeSlices& slices) {
  std::vector<std::string> result;
  for (const TimeSlice& slice : slices.slices) result.push_back(slice.label);
  return result;
}

TimeSlices cut(const std::vector<const char*>& texts, const char* bin) {
  return cut_time(dates(texts), parse_time_bin(bin).value()).value();
}

using Labels = std::vector<std::string>;
using Numbers = std::vector<uint32_t>;

TEST(CutTime, KeepsTheIndexOfEmptySlices) {
  const TimeSlices slices = cut({"2001", "2004", "", "2001-05-06"}, "year");
  EXPECT_EQ(labels(slices), (Labels{"2001", "2002", "2003", "2004"}));
  EXPECT_EQ(slices.of_document, (Numbers{0, 3, TimeSlices::kNoSlice, 0}));
  EXPECT_EQ(slices.slices[3].end - slices.slices[3].first, 366);
}

TEST(CutTime, KnowsEveryCalendarBin) {
  const std::vector<const char*> texts = {"2020-12-30", "2021-01-10"};
  EXPECT_EQ(labels(cut(texts, "quarter")), (Labels{"2020-Q4", "2021-Q1"}));
  EXPECT_EQ(labels(cut(texts, "month")), (Labels{"2020-12", "2021-01"}));
  EXPECT_EQ(labels(cut(texts, "week")), (Labels{"2020-W53", "2021-W01"}));
  EXPECT_EQ(cut(texts, "day").slices.size(), 12u);
  EXPECT_EQ(cut(texts, "day").slices[2].label, "2021-01-01");
}

TEST(CutTime, WorksBefore1970) {
  const TimeSlices slices = cut({"1790-01-08", "1790-01-20"}, "week");
  EXPECT_EQ(labels(slices), (Labels{"1790-W01", "1790-W02", "1790-W03"}));
  EXPECT_EQ(slices.of_document, (Numbers{0, 2}));
}

TEST(CutTime, PutsEveryDayIntoTheSliceThatHoldsIt) {
  std::vector<std::optional<Date>> days;
  for (int32_t day = -1000; day < 1000; ++day) days.push_back(Date{day, DatePrecision::kDay});
  for (const char* const bin : {"year", "quarter", "month", "week", "7"}) {
    const TimeSlices slices = cut_time(days, parse_time_bin(bin).value()).value();
    for (size_t d = 0; d < days.size(); ++d) {
      const TimeSlice& slice = slices.slices[slices.of_document[d]];
      EXPECT_TRUE(slice.first <= days[d]->days && days[d]->days < slice.end) << bin << " " << days[d]->days;
    }
    for (size_t t = 1; t < slices.slices.size(); ++t)
      EXPECT_EQ(slices.slices[t - 1].end, slices.slices[t].first) << bin;
  }
}

TEST(CutTime, ChoosesTheCoarsestBinWithEnoughSlices) {
  EXPECT_EQ(cut({"1990", "2020"}, "auto").bin, TimeBin::kYear);
  EXPECT_EQ(cut({"2018-01-01", "2020-12-31"}, "auto").bin, TimeBin::kQuarter);
  EXPECT_EQ(cut({"2020-01-01", "2020-12-31"}, "auto").bin, TimeBin::kMonth);
  EXPECT_EQ(cut({"2020-01-01", "2020-03-15"}, "auto").bin, TimeBin::kWeek);
  EXPECT_EQ(cut({"2020-01-01", "2020-01-09"}, "auto").bin, TimeBin::kDay);
  EXPECT_EQ(cut({"2019", "2020-03-15"}, "auto").bin, TimeBin::kYear);
  EXPECT_EQ(cut({"2019-05", "2020-03-15"}, "auto").bin, TimeBin::kMonth);
}

TEST(CutTime, CutsAnImpossiblyLongTimeEvenly) {
  const TimeSlices slices = cut({"1001", "2001", "2002", "2003"}, "auto");
  EXPECT_EQ(slices.bin, TimeBin::kEqualCounts);
  EXPECT_EQ(slices.slices.size(), 4u);
}

TEST(CutTime, OneDayIsOneSlice) {
  EXPECT_EQ(labels(cut({"2020-05-05", "2020-05-05"}, "auto")), Labels{"2020-05-05"});
  EXPECT_EQ(labels(cut({"2020-05-05", "2020-05-05"}, "5")), Labels{"2020-05-05"});
}

TEST(CutTime, DealsDocumentsEvenlyButNeverSplitsADay) {
  const TimeSlices slices =
      cut({"2000-01-01", "2000-01-02", "2000-01-02", "2000-01-02", "2000-01-03", "2001-01-01"}, "3");
  EXPECT_EQ(labels(slices), (Labels{"2000-01-01", "2000-01-02", "2000-01-03 to 2001-01-01"}));
  EXPECT_EQ(slices.of_document, (Numbers{0, 1, 1, 1, 2, 2}));
}

TEST(CutTime, SaysWhatCannotBeCut) {
  EXPECT_EQ(cut_time(dates({"", "n.d."}), {}).error().kind, ErrorKind::kBadInput);
  const auto finer = cut_time(dates({"2001", "2002-03-04"}), parse_time_bin("month").value());
  EXPECT_NE(finer.error().message.find("--time-bin year"), std::string::npos);
  const auto many = cut_time(dates({"1990-01-01", "2020-01-01"}), parse_time_bin("day").value());
  EXPECT_NE(many.error().message.find("10958 slices"), std::string::npos);
}

TEST(ParseTimeBin, RefusesOtherWords) {
  for (const char* const name : {"yearly", "0", "-3", "5x", "1001"})
    EXPECT_EQ(parse_time_bin(name).error().kind, ErrorKind::kUsage) << name;
  EXPECT_EQ(parse_time_bin("12").value().slices, 12u);
  EXPECT_FALSE(parse_time_bin("auto").value().bin.has_value());
}

}  // namespace
}  // namespace theta::corpus
