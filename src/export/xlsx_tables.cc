#include "export/xlsx_tables.h"

#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/assert.h"
#include "base/files.h"
#include "export/spreadsheet_text.h"
#include "formats/zip.h"

namespace theta::exports {
namespace {

constexpr char kProgram[] = "THETA";
constexpr uint64_t kCellsOfLargeFiles = 20'000'000;
constexpr const char* kCreator = "<dc:creator>THETA</dc:creator>";

// The library tells what failed, and leaves the reason in errno at best.
Error library_error(lxw_error code, const std::string& path) {
  const int reason = errno;
  if (code == LXW_ERROR_MEMORY_MALLOC_FAILED) {
    return make_error(ErrorKind::kExhausted, "{}: no memory to write it", path);
  }
  if (reason != 0) return errno_error(reason, "write", path);
  return make_error(ErrorKind::kFailed, "{}: cannot write: {}", path, lxw_strerror(code));
}

// First position behind `most` UTF-16 units, or the end.
size_t utf16_limit(std::string_view text, size_t most) {
  size_t units = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) == 0x80) continue;
    units += byte >= 0xF0 ? 2 : 1;
    if (units > most) return i;
  }
  return text.size();
}

// Text as a cell may hold it: not too long, and without the two characters that XML has no way to write.
std::string cell_text(std::string_view text, bool raw) {
  std::string cell = raw ? std::string(text) : defused(text);
  if (cell.size() > XlsxTables::kMostCharacters) {
    const size_t end = utf16_limit(cell, XlsxTables::kMostCharacters);
    if (end < cell.size()) cell = cell.substr(0, utf16_limit(cell, XlsxTables::kMostCharacters - 1)) + "…";
  }
  for (const char* const character : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (size_t at = cell.find(character); at != std::string::npos; at = cell.find(character, at)) {
      cell.replace(at, 3, "\xEF\xBF\xBD");
    }
  }
  return cell;
}

double with_digits(const char* format, double value) {
  return std::strtod(fmt::format(fmt::runtime(format), value).c_str(), nullptr);
}

Status sync_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return errno_error(errno, "open", path);
  const bool flushed = ::fsync(fd) == 0;
  const int reason = errno;
  ::close(fd);
  if (!flushed) return errno_error(reason, "write", path);
  return {};
}

}  // namespace

struct XlsxTables::Book {
  ~Book() {
    if (workbook != nullptr) lxw_workbook_free(workbook);
  }
  std::string path;
  std::string folder;  // for temporary files; the library keeps a pointer to it
  bool raw = false;
  lxw_workbook* workbook = nullptr;
  lxw_format* heading = nullptr;
  lxw_worksheet* sheet = nullptr;
  uint32_t next_row = 0;
  std::string table;
  std::vector<Column> columns;
  size_t sheets_of_table = 0;
  size_t sheets = 0;
};

XlsxTables::XlsxTables(std::unique_ptr<Book> book) : book_(std::move(book)) {}
XlsxTables::~XlsxTables() = default;
XlsxTables::XlsxTables(XlsxTables&& other) noexcept = default;

Result<XlsxTables> XlsxTables::create(const std::string& path, const Look& look) {
  auto book = std::make_unique<Book>();
  book->path = path;
  book->folder = std::filesystem::path(path).parent_path().string();
  if (book->folder.empty()) book->folder = ".";
  book->raw = look.raw;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = book->folder.data();
  options.use_zip64 = look.cells > kCellsOfLargeFiles ? LXW_TRUE : LXW_FALSE;
  book->workbook = workbook_new_opt(path.c_str(), &options);
  if (book->workbook == nullptr) return make_error(ErrorKind::kExhausted, "{}: no memory to write it", path);
  book->heading = workbook_add_format(book->workbook);
  format_set_bold(book->heading);
  format_set_text_wrap(book->heading);
  format_set_align(book->heading, LXW_ALIGN_VERTICAL_TOP);
  std::string title = look.title.substr(0, 255);
  std::string author = kProgram;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = look.created;
  workbook_set_properties(book->workbook, &properties);
  return XlsxTables(std::move(book));
}

Status XlsxTables::new_sheet() {
  Book& book = *book_;
  std::string name = book.table;
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  if (++book.sheets_of_table > 1) name += fmt::format(" {}", book.sheets_of_table);
  errno = 0;
  book.sheet = workbook_add_worksheet(book.workbook, name.c_str());
  if (book.sheet == nullptr) return library_error(LXW_ERROR_CREATING_TMPFILE, book.path);
  ++book.sheets;
  for (size_t c = 0; c < book.columns.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    worksheet_set_column(book.sheet, column, column, book.columns[c].width, nullptr);
    const std::string text = cell_text(book.columns[c].name, book.raw);
    worksheet_write_string(book.sheet, 0, column, text.c_str(), book.heading);
  }
  worksheet_freeze_panes(book.sheet, 1, 0);
  book.next_row = 1;
  return {};
}

Status XlsxTables::begin(const std::string& name, const std::vector<Column>& columns) {
  THETA_ASSERT(book_->sheet == nullptr && !name.empty());
  if (columns.size() > kMostColumns) {
    return make_error(ErrorKind::kUnsupported,
                      "{}: table \"{}\" has {} columns, a sheet holds {}; use --format csv", book_->path,
                      name, columns.size(), kMostColumns);
  }
  book_->table = name;
  book_->columns = columns;
  book_->sheets_of_table = 0;
  return new_sheet();
}

Status XlsxTables::row(std::span<const Cell> cells) {
  Book& book = *book_;
  if (book.next_row == kMostRows) THETA_RETURN_IF_ERROR(new_sheet());
  lxw_error code = LXW_NO_ERROR;
  for (size_t c = 0; c < cells.size() && code == LXW_NO_ERROR; ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    const Cell& cell = cells[c];
    if (const auto* text = std::get_if<std::string_view>(&cell)) {
      if (text->empty()) continue;
      code = worksheet_write_string(book.sheet, book.next_row, column, cell_text(*text, book.raw).c_str(),
                                    nullptr);
      continue;
    }
    double value = 0;
    if (const auto* count = std::get_if<uint64_t>(&cell)) {
      value = static_cast<double>(*count);
    } else if (const auto* weight = std::get_if<Weight>(&cell)) {
      value = std::round(weight->value * 1e6) / 1e6;
    } else if (const auto* number = std::get_if<double>(&cell)) {
      value = with_digits("{:.6g}", *number);
    } else {
      continue;
    }
    code = worksheet_write_number(book.sheet, book.next_row, column, value, nullptr);
  }
  if (code != LXW_NO_ERROR) return library_error(code, book.path);
  ++book.next_row;
  return {};
}

Status XlsxTables::end() {
  book_->sheet = nullptr;
  return {};
}

Status XlsxTables::close() {
  Book& book = *book_;
  errno = 0;
  const lxw_error code = workbook_close(std::exchange(book.workbook, nullptr));
  if (code != LXW_NO_ERROR) return library_error(code, book.path);
  // The library does not look whether its temporary files took all that it wrote: a full disk shows as a
  // sheet that is cut.
  constexpr std::string_view kEnd = "</worksheet>";
  for (size_t n = 1; n <= book.sheets; ++n) {
    const auto end =
        formats::read_zip_member_end(book.path, fmt::format("xl/worksheets/sheet{}.xml", n), kEnd.size());
    if (!end.ok() || end.value() != kEnd) {
      return make_error(ErrorKind::kExhausted, "{}: cannot write: the disk is full", book.path);
    }
  }
  return sync_file(book.path);
}

bool is_our_workbook(const std::string& path) {
  constexpr size_t kMostBytes = 1 << 16;
  const auto properties = formats::read_zip_member(path, "docProps/core.xml", kMostBytes);
  return properties.ok() && properties.value().find(kCreator) != std::string::npos;
}

}  // namespace theta::exports
