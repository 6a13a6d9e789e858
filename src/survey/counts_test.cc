#include <gtest/gtest.h>

#include "base/temporary_folder.h"
#include "survey/cut_text.h"
#include "survey/date_format.h"
#include "survey/length_histogram.h"
#include "survey/line_pages.h"
#include "survey/profile.h"
#include "survey/value_counts.h"

namespace theta::survey {
namespace {

using formats::Json;

TEST(LengthHistogram, CountsEveryTextOnce) {
  const std::vector<uint32_t> lengths = {7, 3, 3, 60, 11, 0, 4, 5};
  const Json found = length_histogram(lengths);
  EXPECT_EQ(found["least"], 0);
  EXPECT_EQ(found["most"], 60);
  EXPECT_EQ(found["median"], 4.5);
  EXPECT_DOUBLE_EQ(found["mean"].get<double>(), 93.0 / 8);
  uint64_t sum = 0;
  for (const Json& bin : found["bins"]) {
    uint64_t inside = 0;
    for (const uint32_t length : lengths)
      inside += length >= bin["from"].get<uint64_t>() && length < bin["to"].get<uint64_t>() ? 1 : 0;
    EXPECT_EQ(bin["documents"], inside) << bin;
    sum += inside;
  }
  EXPECT_EQ(sum, lengths.size());
}

TEST(LengthHistogram, LeavesOutEmptyEnds) {
  const Json found = length_histogram({20, 21});
  ASSERT_EQ(found["bins"].size(), 1u);
  EXPECT_EQ(found["bins"][0], (Json{{"from", 20}, {"to", 50}, {"documents", 2}}));
  EXPECT_TRUE(length_histogram({}).is_null());
}

TEST(ValueCounts, ShowsTheMostFrequentAndCountsTheRest) {
  ValueCounts counts;
  for (size_t value = 0; value < 60; ++value) {
    for (size_t i = 0; i <= value; ++i) counts.add("v" + std::to_string(value));
  }
  counts.add("");
  const Json found = counts.json("place");
  EXPECT_EQ(found["distinct"], 61);
  ASSERT_EQ(found["values"].size(), ValueCounts::kShown);
  EXPECT_EQ(found["values"][0], (Json{{"value", "v59"}, {"documents", 60}}));
  EXPECT_EQ(found["others"], 1 + 10 * 11 / 2) << "the blank one, and v0 to v9";
}

TEST(ValueCounts, TellsEqualsApartByTheirBytes) {
  ValueCounts counts;
  for (const char* const value : {"b", "a", "乙", "a", "b"}) counts.add(value);
  const Json values = counts.json("x")["values"];
  EXPECT_EQ(values[0]["value"], "a");
  EXPECT_EQ(values[1]["value"], "b");
  EXPECT_EQ(values[2]["value"], "乙");
}

TEST(CutText, CountsCharactersNotBytes) {
  EXPECT_EQ(count_characters("主题 ab"), 5u);
  EXPECT_EQ(first_characters("主题 ab", 1), "主");
  EXPECT_EQ(first_characters("主题 ab", 4), "主题 a");
  EXPECT_EQ(first_characters("主题", 9), "主题");
  EXPECT_EQ(first_characters("", 3), "");
}

TEST(LinePages, FindsLinesByTheirRows) {
  const TemporaryFolder folder;
  LinePagesWriter writer = LinePagesWriter::create(folder.file("rows")).value();
  for (const uint64_t row : {3, 4, 3, 9})
    ASSERT_TRUE(writer.add(row, "row " + std::to_string(row) + "\n").ok());
  EXPECT_EQ(writer.lines(), 4u);
  ASSERT_TRUE(writer.close().ok());
  const LinePages pages = LinePages::open(folder.file("rows")).value();
  ASSERT_EQ(pages.size(), 4u);
  EXPECT_EQ(pages.line(0), "row 3");
  EXPECT_EQ(pages.line(3), "row 9");
  EXPECT_EQ(pages.about(3), (std::vector<uint64_t>{0, 2}));
  EXPECT_TRUE(pages.about(5).empty());
  EXPECT_FALSE(LinePages::open(folder.file("nothing")).ok());
}

struct Spelled {
  const char* cell;
  const char* form;
};

class DateFormat : public testing::TestWithParam<Spelled> {};

TEST_P(DateFormat, NamesHowACellSpellsItsDate) {
  const std::optional<corpus::Date> date = corpus::parse_date(GetParam().cell);
  ASSERT_TRUE(date.has_value());
  EXPECT_EQ(date_format(GetParam().cell, *date), GetParam().form);
}

INSTANTIATE_TEST_SUITE_P(Cells, DateFormat,
                         testing::Values(Spelled{"2021-03-14", "YYYY-MM-DD"},
                                         Spelled{"14.03.2021", "DD.MM.YYYY"},
                                         Spelled{"3/14/2021", "M/D/YYYY"}, Spelled{"14/3/2021", "D/M/YYYY"},
                                         Spelled{"2021年3月14日", "YYYY年M月D日"},
                                         Spelled{"2021-Q1", "YYYY-QQ"}, Spelled{"2021", "YYYY"},
                                         Spelled{" 2021-03-14T08:30:00Z ", "YYYY-MM-DD hh:mm"},
                                         Spelled{"March 14th, 2021", ""}));

TEST(CommonDateFormat, IsThatOfMostCells) {
  const auto common = [](const std::vector<std::string>& cells) {
    std::vector<std::optional<corpus::Date>> dates;
    for (const std::string& cell : cells) dates.push_back(corpus::parse_date(cell));
    return common_date_format(cells, dates);
  };
  EXPECT_EQ(common({"2021-03-14", "2021-03-15", "no date", "15.03.2021"}), "YYYY-MM-DD");
  EXPECT_EQ(common({"2021-03-14", "15.03.2021"}), "several");
  EXPECT_EQ(common({"March 14th, 2021", "March 15th, 2021"}), "in words");
  EXPECT_EQ(common({"no date"}), "several");
}

TEST(VocabularySize, CountsTheWordsWithinLimits) {
  const Json profile = {
      {"documents", 10},
      {"vocabulary", {{"limits", {{"largest_size", 100}, {"least_documents", 2}, {"greatest_share", 0.5}}}}},
      {"documents_of_words", {{1, 40}, {2, 7}, {5, 3}, {6, 2}}}};
  EXPECT_EQ(vocabulary_size(profile, 0, 0, 0), 10u) << "in 2 to 5 documents";
  EXPECT_EQ(vocabulary_size(profile, 4, 0, 0), 4u);
  EXPECT_EQ(vocabulary_size(profile, 0, 1, 0), 50u);
  EXPECT_EQ(vocabulary_size(profile, 0, 0, 1), 12u);
}

}  // namespace
}  // namespace theta::survey
