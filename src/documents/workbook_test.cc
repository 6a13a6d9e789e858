#include "documents/workbook.h"

#include <gtest/gtest.h>

#include "documents/sheet_reader.h"
#include "documents/zip_writer_reference.h"

namespace theta::documents {
namespace {

using Rows = std::vector<std::pair<uint32_t, std::vector<std::string>>>;

// The rows of the first sheet, or the error as one row 0.
Rows read(const WorkbookToWrite& to_write) {
  Rows rows;
  const auto failed = [&rows](const Error& error) {
    rows.push_back({0, {error.message}});
    return rows;
  };
  const std::unique_ptr<ZipArchive> archive = ZipArchive::open(write_workbook(to_write)).value();
  const Package package = open_package(*archive).value();
  EXPECT_EQ(package.kind, PackageKind::kWorkbook);
  auto workbook = Workbook::open(*archive, package);
  if (!workbook.ok()) return failed(workbook.error());
  auto reader = SheetReader::open(*workbook.value(), 0);
  if (!reader.ok()) return failed(reader.error());
  isolation::SheetRow row;
  for (;;) {
    const Result<bool> more = reader.value()->next(row);
    if (!more.ok()) return failed(more.error());
    if (!more.value()) return rows;
    rows.emplace_back(row.number, row.cells);
  }
}

Rows read_rows(const std::string& rows) {
  return read({{{"a", rows}}, "", "", ""});
}

TEST(Workbook, SharedStringsJoinTheirRunsAndLeaveOutPhoneticGuides) {
  const WorkbookToWrite book = {
      {{"a", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>"}},
      "<si><t xml:space=\"preserve\"> one </t></si>"
      "<si><r><rPr><b/></rPr><t>two</t></r><r><t> and a half</t></r><rPh sb=\"0\" "
      "eb=\"1\"><t>TSU</t></rPh></si>",
      "",
      ""};
  EXPECT_EQ(read(book), (Rows{{1, {"two and a half", " one "}}}));
}

TEST(Workbook, EveryKindOfCellGivesWhatPeopleSee) {
  EXPECT_EQ(
      read_rows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>"
                "<c r=\"B1\" t=\"str\"><f>A1&amp;\"x\"</f><v>formula</v></c>"
                "<c r=\"C1\"><f>1+1</f><v>2</v></c><c r=\"D1\" t=\"b\"><v>1</v></c>"
                "<c r=\"E1\" t=\"e\"><v>#N/A</v></c><c r=\"F1\" t=\"d\"><v>2020-01-02</v></c>"
                "<c r=\"G1\" t=\"n\"><v>0.1</v></c></row>"),
      (Rows{{1, {"inline", "formula", "2", "TRUE", "", "2020-01-02", "0.1"}}}));
}

TEST(Workbook, CellsAndRowsThatAreLeftOutKeepTheirPlace) {
  EXPECT_EQ(
      read_rows("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c><c r=\"E2\" s=\"1\"/></row>"
                "<row r=\"3\"/><row r=\"7\"><c r=\"AA7\"><v>3</v></c></row>")
          .back()
          .second.size(),
      27u);
  EXPECT_EQ(read_rows("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c></row>"),
            (Rows{{2, {"", "1", "", "2"}}}));
}

TEST(Workbook, NumbersOfRowsAndCellsMayBeLeftOut) {
  EXPECT_EQ(read_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
            (Rows{{1, {"1", "2"}}, {2, {"3"}}}));
}

TEST(Workbook, DatesAreToldByStyleInBothSystems) {
  WorkbookToWrite book = {
      {{"a",
        "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43831</v></c><c r=\"B1\" s=\"2\"><v>43831.5</v></c><c "
        "r=\"C1\"><v>43831</v></c></row>"}},
      "",
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d h:mm\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>",
      ""};
  EXPECT_EQ(read(book), (Rows{{1, {"2020-01-01", "2020-01-01T12:00:00", "43831"}}}));
  book.settings = "<workbookPr date1904=\"1\"/>";
  EXPECT_EQ(read(book), (Rows{{1, {"2024-01-02", "2024-01-02T12:00:00", "43831"}}}));
}

TEST(Workbook, EscapesOfCharactersAreUndone) {
  EXPECT_EQ(read_rows("<row><c t=\"inlineStr\"><is><t>a_x000D_\nb_x005F_x000D_</t></is></c></row>"),
            (Rows{{1, {"a\nb_x000D_"}}}));
}

TEST(Workbook, TextOutsideOfCellsIsNoValue) {
  EXPECT_EQ(read_rows("<row r=\"1\">x<c r=\"A1\">y<v>1</v>z</c></row><v>9</v>"), (Rows{{1, {"1"}}}));
}

TEST(Workbook, DamageIsAnErrorThatSaysSo) {
  const auto problem = [](const std::string& rows) { return read_rows(rows).back().second[0]; };
  EXPECT_NE(problem("<row r=\"1\"><c t=\"s\"><v>5</v></c></row>").find("a text that is not there"),
            std::string::npos);
  EXPECT_NE(problem("<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"/>").find("row 5 follows row 5"),
            std::string::npos);
  EXPECT_NE(problem("<row r=\"9999999\"><c><v>1</v></c></row>").find("row 9999999"), std::string::npos);
  EXPECT_NE(problem("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>").find("more than 2000 columns"),
            std::string::npos);
  EXPECT_NE(problem("<row><c><v>1</c></row>").find("sheet1.xml"), std::string::npos);
}

TEST(Workbook, LongRowIsMarkedAndTheNextIsRead) {
  std::string cells;
  for (int i = 0; i < 40; ++i) cells += "<c t=\"s\"><v>0</v></c>";
  const WorkbookToWrite book = {{{"a", "<row>" + cells + "</row><row><c><v>1</v></c></row>"}},
                                "<si><t>" + std::string(size_t{1} << 20, 'x') + "</t></si>",
                                "",
                                ""};
  EXPECT_EQ(read(book), (Rows{{1, {}}, {2, {"1"}}}));
}

TEST(Workbook, ADocumentTypeIsRefusedWithItsEntities) {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c "
      "t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
  const std::string external =
      "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c "
      "t=\"inlineStr\"><is>"
      "<t>&a;</t></is></c></row></sheetData></worksheet>";
  for (const std::string& part : {bomb, external}) {
    const std::unique_ptr<ZipArchive> archive = ZipArchive::open(write_zip({{"sheet.xml", part}})).value();
    class Ignore : public XmlHandler {
      void start(std::string_view, const XmlAttributes&) override {}
      void end(std::string_view) override {}
      void text(std::string_view text) override { EXPECT_EQ(text, ""); }
    } ignore;
    const Status status = read_xml(*archive, 0, ignore);
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.error().message.find("declares a document type"), std::string::npos);
  }
}

TEST(Workbook, DeepNestingIsRefused) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  EXPECT_NE(read_rows(deep).back().second[0].find("nests more than 256"), std::string::npos);
}

}  // namespace
}  // namespace theta::documents
