#include "documents/docx.h"

#include <gtest/gtest.h>

#include "documents/zip_writer_reference.h"

namespace theta::documents {
namespace {

std::string read(const std::string& body) {
  const std::unique_ptr<ZipArchive> archive = ZipArchive::open(write_document(body)).value();
  const Package package = open_package(*archive).value();
  EXPECT_EQ(package.kind, PackageKind::kDocument);
  const Result<std::string> text = docx_text(*archive, package);
  return text.ok() ? text.value() : text.error().message;
}

std::string paragraph(const std::string& text) {
  return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

TEST(Docx, ParagraphsAndHeadingsArePartedByBlankLines) {
  EXPECT_EQ(read("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>" +
                 paragraph("One.") + "<w:p/>" + paragraph("  ") + paragraph("Two.")),
            "Title\n\nOne.\n\nTwo.");
}

TEST(Docx, RunsAreJoinedAndBreaksKept) {
  EXPECT_EQ(
      read("<w:p><w:pPr><w:tabs><w:tab "
           "w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"
           "<w:hyperlink><w:r><w:t xml:space=\"preserve\"> c</w:t><w:br/><w:t>d</w:t></w:r></w:hyperlink>"
           "<w:r><w:noBreakHyphen/><w:t>e</w:t></w:r></w:p>"),
      "a\tb c\nd-e");
}

TEST(Docx, DeletedTextFieldCodesAndFallbacksAreLeftOut) {
  EXPECT_EQ(
      read(
          "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
          "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"),
      "new");
  EXPECT_EQ(
      read("<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("box") +
           "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("box") +
           "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>around</w:t></w:r></w:p>"),
      "box\n\naround");
}

TEST(Docx, RowOfATableIsAParagraphWithTabs) {
  const auto cell = [](const std::string& content) { return "<w:tc>" + content + "</w:tc>"; };
  EXPECT_EQ(read(paragraph("before") + "<w:tbl><w:tr>" + cell(paragraph("a")) + cell(paragraph("")) +
                 cell(paragraph("c1") + paragraph("c2")) + "</w:tr><w:tr>" + cell("<w:p/>") + cell("<w:p/>") +
                 "</w:tr></w:tbl>" + paragraph("after")),
            "before\n\na\t\tc1\nc2\n\nafter");
}

TEST(Docx, TableInsideACellStaysInItsCell) {
  EXPECT_EQ(read("<w:tbl><w:tr><w:tc>" + paragraph("x") + "<w:tbl><w:tr><w:tc>" + paragraph("in") +
                 "</w:tc><w:tc>" + paragraph("ner") + "</w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc>" +
                 paragraph("y") + "</w:tc></w:tr></w:tbl>"),
            "x\nin\tner\ty");
}

TEST(Docx, TextPastTheLimitIsAnError) {
  EXPECT_NE(read(paragraph(std::string(size_t{33} << 20, 'x').replace(100, 5, "other"))).find("more than"),
            std::string::npos);
}

}  // namespace
}  // namespace theta::documents
