#include <gtest/gtest.h>

#include "base/random.h"
#include "documents/docx.h"
#include "documents/sheet_reader.h"
#include "documents/zip_writer_reference.h"

// Files with a few wrong bytes are read or refused; nothing else may happen. The address and
// undefined-behaviour sanitizers watch in their own builds.
namespace theta::documents {
namespace {

constexpr int kMutations = 400;

// Numbers below a bound, one after the other.
class Draws {
 public:
  explicit Draws(uint64_t stream) : random_(7, stream) {}
  uint64_t below(uint64_t bound) { return random_.below(next_++, bound); }

 private:
  CounterRandom random_;
  uint64_t next_ = 0;
};

// Reads everything that a file offers. True when it was read to its end.
Result<bool> read_everything(const std::string& bytes) {
  THETA_ASSIGN(const std::unique_ptr<ZipArchive> archive, ZipArchive::open(bytes));
  THETA_ASSIGN(const Package package, open_package(*archive));
  if (package.kind == PackageKind::kDocument) {
    THETA_ASSIGN(const std::string text, docx_text(*archive, package));
    return !text.empty();
  }
  if (package.kind == PackageKind::kArchive) {
    for (size_t i = 0; i < archive->entries().size(); ++i)
      THETA_RETURN_IF_ERROR(archive->read_all(i, uint64_t{1} << 26).status());
    return true;
  }
  THETA_ASSIGN(const std::unique_ptr<Workbook> workbook, Workbook::open(*archive, package));
  for (size_t i = 0; i < workbook->sheets().size(); ++i) {
    THETA_ASSIGN(const std::unique_ptr<SheetReader> reader, SheetReader::open(*workbook, i));
    isolation::SheetRow row;
    bool more = true;
    while (more) {
      THETA_ASSIGN(more, reader->next(row));
    }
  }
  return true;
}

std::string sample(int kind, bool deflate) {
  WorkbookToWrite book;
  std::string rows =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
      "t=\"inlineStr\"><is><t>when</t></is></c></row>";
  for (int i = 2; i < 40; ++i)
    rows += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) +
            "\" t=\"s\"><v>1</v></c><c s=\"1\"><v>" + std::to_string(40'000 + i) + ".5</v></c></row>";
  book.sheets = {{"one", rows}, {"two", rows}};
  book.shared_strings = "<si><t>text_x000D_</t></si><si><r><t>rich </t></r><r><t>text</t></r></si>";
  book.styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d\"/></numFmts><cellXfs><xf/><xf "
      "numFmtId=\"164\"/></cellXfs>";
  if (kind == 0) return write_workbook(book);
  if (kind == 1)
    return write_document(
        "<w:p><w:r><w:t>one</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></"
        "w:tr></w:tbl>");
  std::vector<EntryToWrite> entries(5);
  for (size_t i = 0; i < entries.size(); ++i) {
    entries[i].name = "folder/" + std::to_string(i) + ".txt";
    entries[i].content = std::string(200 * i, 'a') + rows;
    entries[i].deflate = deflate;
  }
  return write_zip(entries);
}

class Mutation : public testing::TestWithParam<int> {};
TEST_P(Mutation, IsReadOrRefused) {
  const std::string whole = sample(GetParam(), GetParam() != 3);
  ASSERT_TRUE(read_everything(whole).ok());
  int read = 0;
  for (uint64_t i = 0; i < kMutations; ++i) {
    Draws random(i);
    std::string bytes = whole;
    const uint64_t changes = 1 + random.below(6);
    for (uint64_t change = 0; change < changes; ++change) {
      const uint64_t at = random.below(bytes.size());
      if (random.below(8) == 0) {
        bytes.erase(at, random.below(30));
      } else {
        bytes[at] = static_cast<char>(random.below(256));
      }
    }
    const Result<bool> result = read_everything(bytes);
    read += result.ok() ? 1 : 0;
    EXPECT_TRUE(result.ok() || !result.error().message.empty());
  }
  EXPECT_LT(read, kMutations) << "some damage must be noticed";
}
INSTANTIATE_TEST_SUITE_P(Kinds, Mutation, testing::Range(0, 4));

// The same inside the XML, where the checksum of the ZIP does not notice.
TEST(MutationInside, OfASheetIsReadOrRefused) {
  for (uint64_t i = 0; i < kMutations; ++i) {
    Draws random(kMutations + i);
    WorkbookToWrite book;
    std::string rows =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>43831.5</v></c></row>";
    book.shared_strings = "<si><t>a_x005F_b</t></si>";
    book.styles = "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>";
    std::string* const parts[] = {&rows, &book.shared_strings, &book.styles};
    std::string& part = *parts[random.below(3)];
    for (int change = 0; change < 3; ++change)
      part[random.below(part.size())] = static_cast<char>(random.below(128));
    book.sheets = {{"one", rows}};
    const Result<bool> result = read_everything(write_workbook(book));
    EXPECT_TRUE(result.ok() || !result.error().message.empty());
  }
}

}  // namespace
}  // namespace theta::documents
