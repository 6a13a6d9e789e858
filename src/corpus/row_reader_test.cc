#include "corpus/row_reader.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/csv_rows.h"

namespace theta::corpus {
namespace {

struct Seen {
  std::vector<uint64_t> numbers;
  std::vector<std::vector<std::string>> cells;
  std::vector<std::string> problems;  // of the rows that have one
};

class RowReaderTest : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& bytes) {
    EXPECT_TRUE(write_file_atomic(folder_.file(name), bytes).ok());
    return folder_.file(name);
  }
  static Seen read(const std::string& path, const ReadOptions& options = {}) {
    auto reader = open_rows(path, options);
    EXPECT_TRUE(reader.ok()) << reader.error().message;
    Seen seen;
    Row row;
    while (true) {
      const auto more = reader.value()->next(row);
      EXPECT_TRUE(more.ok());
      if (!more.ok() || !more.value()) return seen;
      seen.numbers.push_back(row.number);
      seen.cells.push_back(row.cells);
      if (!row.problem.empty()) seen.problems.push_back(row.problem);
    }
  }
  static Error error_of(const std::string& path, const ReadOptions& options = {}) {
    return open_rows(path, options).error();
  }

  TemporaryFolder folder_;
};

using Numbers = std::vector<uint64_t>;
using Cells = std::vector<std::vector<std::string>>;

TEST_F(RowReaderTest, CsvRowsAreNumberedWithoutTheHeader) {
  const Seen seen = read(write("a.csv", "t,u\nx,1\ny,2\n"));
  EXPECT_EQ(seen.numbers, (Numbers{1, 2}));
  EXPECT_EQ(seen.cells, (Cells{{"x", "1"}, {"y", "2"}}));
}

TEST_F(RowReaderTest, BlankLineInsideKeepsTheNumbersOfTheSpreadsheet) {
  EXPECT_EQ(read(write("a.csv", "t\nx\n\ny\n\n\n")).numbers, (Numbers{1, 3}));
}

TEST_F(RowReaderTest, ShortRowIsFilledAndLongRowRejected) {
  const Seen seen = read(write("a.csv", "t,u\nx\na,b,c\n"));
  EXPECT_EQ(seen.cells[0], (std::vector<std::string>{"x", ""}));
  EXPECT_EQ(seen.problems, (std::vector<std::string>{"has 3 cells, the header has 2"}));
}

TEST_F(RowReaderTest, NamelessColumnsGetNames) {
  auto reader = open_rows(write("a.csv", "t,, v \nx,y,z\n"), {}).value();
  EXPECT_EQ(reader->columns(), (std::vector<std::string>{"t", "column_2", "v"}));
}

TEST_F(RowReaderTest, TsvIsReadByName) {
  EXPECT_EQ(read(write("a.tsv", "t\tu\nx,y\tz\n")).cells, (Cells{{"x,y", "z"}}));
}

TEST_F(RowReaderTest, DelimiterCanBeGiven) {
  ReadOptions options;
  options.delimiter = "|";
  EXPECT_EQ(read(write("a.csv", "t|u,v\nx|y,z\n"), options).cells, (Cells{{"x", "y,z"}}));
  options.delimiter = "ab";
  EXPECT_EQ(error_of(write("a.csv", "t\n"), options).kind, ErrorKind::kUsage);
}

TEST_F(RowReaderTest, JsonLinesTakeStringsNumbersListsAndNull) {
  const Seen seen = read(write("a.jsonl", R"({"text":"hi","n":3,"tags":["a","b"],"x":null})"
                                          "\n\n"
                                          R"({"text":"ho","y":{"z":1}})"
                                          "\n"));
  EXPECT_EQ(seen.numbers, (Numbers{1, 3}));
  EXPECT_EQ(seen.cells, (Cells{{"hi", "3", "a\nb", "", ""}, {"ho", "", "", "", R"({"z":1})"}}));
}

TEST_F(RowReaderTest, BrokenJsonLineIsRejectedAlone) {
  const Seen seen = read(write("a.jsonl", "{\"t\":\"x\"}\n{\"t\":\n[1]\n{\"t\":\"y\"}\n"));
  EXPECT_EQ(seen.numbers, (Numbers{1, 2, 3, 4}));
  ASSERT_EQ(seen.problems.size(), 2u);
  EXPECT_NE(seen.problems[0].find("not JSON"), std::string::npos);
  EXPECT_EQ(seen.problems[1], "is not a JSON object");
}

TEST_F(RowReaderTest, TextLinesAreNumberedByLine) {
  const Seen seen = read(write("a.txt", "one\n\n  \ntwo\r\nthree"));
  EXPECT_EQ(seen.numbers, (Numbers{1, 4, 5}));
  EXPECT_EQ(seen.cells, (Cells{{"one"}, {"two"}, {"three"}}));
}

TEST_F(RowReaderTest, FolderGivesOneRowPerTextFileInOrder) {
  ASSERT_TRUE(make_folders(folder_.file("d/sub")).ok());
  write("d/b.txt", "second\ntext");
  write("d/a.txt", "first");
  write("d/sub/c.txt", "third");
  write("d/readme.md", "not read");
  write("d/.hidden.txt", "not read");
  EXPECT_EQ(read(folder_.file("d")).cells, (Cells{{"first"}, {"second\ntext"}, {"third"}}));
}

TEST_F(RowReaderTest, BinaryFileInAFolderCostsOneRow) {
  ASSERT_TRUE(make_folders(folder_.file("d")).ok());
  write("d/a.txt", "first");
  write("d/b.txt", std::string("\x01\x02\x03\x04\x00\x05", 6));
  EXPECT_EQ(read(folder_.file("d")).problems.size(), 1u);
}

TEST_F(RowReaderTest, EmptyFileIsAnErrorThatNamesIt) {
  const Error error = error_of(write("empty.csv", ""));
  EXPECT_EQ(error.kind, ErrorKind::kBadInput);
  EXPECT_NE(error.message.find("empty.csv"), std::string::npos);
}

TEST_F(RowReaderTest, FolderOfTablesHasTheColumnsOfAll) {
  ASSERT_TRUE(make_folders(folder_.file("d")).ok());
  write("d/a.csv", "t,u\nx,1\n");
  write("d/b.tsv", "v\tt\n2\ty\n");
  write("d/c.txt", "whole\ntext");
  write("d/e.jsonl", "{\"u\":3}\n");
  const Seen seen = read(folder_.file("d"));
  EXPECT_EQ(open_rows(folder_.file("d"), {}).value()->columns(),
            (std::vector<std::string>{"t", "u", "v", "text"}));
  EXPECT_EQ(seen.cells,
            (Cells{{"x", "1", "", ""}, {"y", "", "2", ""}, {"", "", "", "whole\ntext"}, {"", "3", "", ""}}));
  EXPECT_EQ(seen.numbers, (Numbers{1, 1, 3, 1}));
}

TEST_F(RowReaderTest, TwoColumnsOfOneNameStayTwo) {
  ASSERT_TRUE(make_folders(folder_.file("d")).ok());
  write("d/a.csv", "t,t\nx,y\n");
  write("d/b.csv", "t,u\nz,w\n");
  EXPECT_EQ(read(folder_.file("d")).cells, (Cells{{"x", "y", ""}, {"z", "", "w"}}));
}

TEST_F(RowReaderTest, FilesThatAreNotReadAreTold) {
  ASSERT_TRUE(make_folders(folder_.file("d")).ok());
  write("d/a.txt", "first");
  write("d/b.md", "# no");
  write("d/c.xls", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
  auto reader = open_rows(folder_.file("d"), {}).value();
  EXPECT_EQ(reader->findings()[0].name, "left out");
  EXPECT_NE(reader->findings()[0].reason.find("b.md"), std::string::npos);
  const Seen seen = read(folder_.file("d"));
  ASSERT_EQ(seen.problems.size(), 1u);
  EXPECT_NE(seen.problems[0].find("save it as"), std::string::npos);
}

TEST_F(RowReaderTest, FolderInWhichNothingCanBeReadIsAnError) {
  ASSERT_TRUE(make_folders(folder_.file("d")).ok());
  write("d/b.md", "# no");
  EXPECT_EQ(error_of(folder_.file("d")).kind, ErrorKind::kBadInput);
  write("d/c.doc", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
  EXPECT_NE(error_of(folder_.file("d")).message.find("c.doc"), std::string::npos);
}

TEST_F(RowReaderTest, DamagedSpreadsheetIsRefused) {
  const Error error = error_of(write("a.xlsx", "PK\x03\x04 and no more"));
  EXPECT_EQ(error.kind, ErrorKind::kBadInput);
  EXPECT_NE(error.message.find("a.xlsx: is damaged"), std::string::npos);
}

TEST_F(RowReaderTest, KindsThatCannotBeReadComeWithAdvice) {
  const std::string old_office("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  for (const char* const name : {"a.xls", "b.doc", "c.csv"}) {
    EXPECT_NE(error_of(write(name, old_office)).message.find(std::string(name) + ": is an old Word"),
              std::string::npos);
  }
  EXPECT_NE(error_of(write("a.parquet", "PAR1....")).message.find("Parquet"), std::string::npos);
  EXPECT_NE(error_of(write("a.html", " <!DOCTYPE html><p>")).message.find("web page"), std::string::npos);
  EXPECT_NE(error_of(write("a.json", "[{\"a\": 1}]")).message.find("JSONL"), std::string::npos);
}

TEST_F(RowReaderTest, NamesWithoutAMeaningLeaveItToTheContent) {
  EXPECT_EQ(read(write("a.dat", "t;u\nx;y\n")).cells, (Cells{{"x", "y"}}));
  EXPECT_EQ(read(write("a.json", "{\"t\":\"x\"}\n{\"t\":\"y\"}\n")).cells, (Cells{{"x"}, {"y"}}));
  EXPECT_EQ(read(write("really_text.xlsx", "t,u\nx,y\n")).cells, (Cells{{"x", "y"}}));
}

TEST_F(RowReaderTest, FormatThatDoesNotFitIsAnError) {
  ReadOptions options;
  options.format = "xlsx";
  EXPECT_EQ(error_of(write("a.csv", "t\nx\n"), options).kind, ErrorKind::kBadInput);
  options.format = "odt";
  EXPECT_EQ(error_of(write("a.csv", "t\nx\n"), options).kind, ErrorKind::kUsage);
  options = {};
  options.sheets = {"one"};
  EXPECT_NE(error_of(write("a.csv", "t\nx\n"), options).message.find("--sheet"), std::string::npos);
}

TEST_F(RowReaderTest, BinaryFileIsRefused) {
  EXPECT_EQ(error_of(write("a.csv", std::string("\x00\x01\x02\x03", 4))).kind, ErrorKind::kBadInput);
}

TEST_F(RowReaderTest, MissingFileIsNotFound) {
  EXPECT_EQ(error_of(folder_.file("no.csv")).kind, ErrorKind::kNotFound);
}

struct DelimiterCase {
  const char* text;
  char delimiter;
};
class Delimiter : public testing::TestWithParam<DelimiterCase> {};
TEST_P(Delimiter, IsFound) {
  EXPECT_EQ(find_delimiter(GetParam().text), GetParam().delimiter) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(Csv, Delimiter,
                         testing::Values(DelimiterCase{"a,b\n1,2\n", ','},
                                         DelimiterCase{"a;b\n1,5;2,5\n", ';'},
                                         DelimiterCase{"a\tb\nx, y\tz\n", '\t'},
                                         DelimiterCase{"a|b\n1|2\n", '|'},
                                         DelimiterCase{"text\nhello, world\nbye\n", ','},
                                         DelimiterCase{"a,b;c\n\"x;y\",z;w\n", ','}, DelimiterCase{"", ','}));

}  // namespace
}  // namespace theta::corpus
