#include "export/xlsx_tables.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "formats/zip.h"

namespace theta::exports {
namespace {

constexpr size_t kMostBytes = 64 << 20;

Status write(const std::string& path, const std::vector<Cell>& cells, size_t rows) {
  THETA_ASSIGN(XlsxTables out, XlsxTables::create(path, {.title = "title", .created = 1000000000}));
  std::vector<Column> columns;
  for (size_t c = 0; c < cells.size(); ++c) columns.push_back({"c" + std::to_string(c), 10});
  THETA_RETURN_IF_ERROR(out.begin("documents", columns));
  for (size_t r = 0; r < rows; ++r) THETA_RETURN_IF_ERROR(out.row(cells));
  THETA_RETURN_IF_ERROR(out.end());
  return out.close();
}

TEST(XlsxTables, TheSameTablesGiveTheSameBytes) {
  const TemporaryFolder folder;
  const std::vector<Cell> cells = {std::string_view("词"), uint64_t{3}};
  ASSERT_TRUE(write(folder.file("a.xlsx"), cells, 10).ok());
  ASSERT_TRUE(write(folder.file("b.xlsx"), cells, 10).ok());
  EXPECT_EQ(read_file(folder.file("a.xlsx")).value(), read_file(folder.file("b.xlsx")).value());
  EXPECT_TRUE(is_our_workbook(folder.file("a.xlsx")));
}

TEST(XlsxTables, ALongTableGoesOnInAnotherSheet) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.xlsx");
  ASSERT_TRUE(write(path, {uint64_t{1}}, XlsxTables::kMostRows + 5).ok());
  const std::string book = formats::read_zip_member(path, "xl/workbook.xml", kMostBytes).value();
  EXPECT_NE(book.find("name=\"Documents\""), std::string::npos);
  EXPECT_NE(book.find("name=\"Documents 2\""), std::string::npos);
  const std::string second = formats::read_zip_member(path, "xl/worksheets/sheet2.xml", kMostBytes).value();
  EXPECT_NE(second.find("r=\"A7\""), std::string::npos);  // a heading and six rows
  EXPECT_EQ(second.find("r=\"A8\""), std::string::npos);
}

TEST(XlsxTables, RefusesMoreColumnsThanASheetHas) {
  const TemporaryFolder folder;
  const Status written = write(folder.file("a.xlsx"), std::vector<Cell>(XlsxTables::kMostColumns + 1), 1);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().kind, ErrorKind::kUnsupported);
}

TEST(IsOurWorkbook, KnowsStrangers) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomic(folder.file("text"), "PK, but no archive").ok());
  EXPECT_FALSE(is_our_workbook(folder.file("text")));
  EXPECT_FALSE(is_our_workbook(folder.file("none")));
}

}  // namespace
}  // namespace theta::exports
