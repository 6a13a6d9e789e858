#include "export/csv_tables.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"

namespace theta::exports {
namespace {

std::string written(CsvLook look) {
  const TemporaryFolder folder;
  CsvTables out(folder.path(), look);
  EXPECT_TRUE(out.begin("t", {{"=name"}, {"count"}, {"weight"}, {"number"}, {"nothing"}}).ok());
  const std::vector<Cell> cells = {std::string_view("=1+1,\"x\""), uint64_t{7}, Weight{0.25},
                                   -0.0000123456789, Cell()};
  EXPECT_TRUE(out.row(cells).ok());
  EXPECT_FALSE(file_exists(folder.file("t.csv")));
  EXPECT_TRUE(out.end().ok());
  return read_file(folder.file("t.csv")).value();
}

TEST(CsvTables, DefusesTextAndLeavesNumbers) {
  EXPECT_EQ(written({}),
            "'=name,count,weight,number,nothing\n\"'=1+1,\"\"x\"\"\",7,0.250000,-1.23457e-05,\n");
}

TEST(CsvTables, RawLeavesText) {
  EXPECT_EQ(written({.raw = true}),
            "=name,count,weight,number,nothing\n\"=1+1,\"\"x\"\"\",7,0.250000,-1.23457e-05,\n");
}

TEST(CsvTables, StartsWithAByteOrderMarkWhenAsked) {
  EXPECT_TRUE(written({.bom = true}).starts_with("\xEF\xBB\xBF'=name"));
}

}  // namespace
}  // namespace theta::exports
