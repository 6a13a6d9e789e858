#include "export/dates.h"

#include <gtest/gtest.h>

#include <utility>

namespace theta::exports {
namespace {

TEST(ParseDate, TellsWhatIsCertain) {
  const std::pair<const char*, const char*> kCases[] = {
      {"2021", "2021"},
      {"2021-03", "2021-03"},
      {"2021/3/4", "2021-03-04"},
      {"20210304", "2021-03-04"},
      {"2021年3月4日", "2021-03-04"},
      {"2021年", "2021"},
      {"2021-03-04T05:06:07Z", "2021-03-04"},
      {"4 Mar 2021", "2021-03-04"},
      {"March 4, 2021", "2021-03-04"},
      {"Sep 2019", "2019-09"},
      {"4 Mar 2021 12:30", "2021-03-04"},
      {"3/4/2021", "2021"},
      {"31.12.1999", "1999"},
      {"2021-13-01", "2021"},
      {"", ""},
      {"hello", ""},
      {"12", ""},
  };
  for (const auto& [cell, expected] : kCases) EXPECT_EQ(iso_date(parse_date(cell)), expected) << cell;
}

}  // namespace
}  // namespace theta::exports
