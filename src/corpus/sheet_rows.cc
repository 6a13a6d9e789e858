#include "corpus/sheet_rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/trim.h"
#include "corpus/line_rows.h"

namespace theta::corpus {
namespace {

std::string quoted(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "\"" : ", \"") + name + "\"";
  return list;
}

}  // namespace

Result<std::unique_ptr<RowReader>> SheetRows::open(std::shared_ptr<Archive> archive, uint32_t entry,
                                                   uint32_t sheet, std::string name, uint64_t size) {
  THETA_RETURN_IF_ERROR(archive->open_sheet(entry, sheet));
  auto rows = std::make_unique<SheetRows>(std::move(archive), std::move(name), size);
  THETA_RETURN_IF_ERROR(rows->read_header());
  return std::unique_ptr<RowReader>(std::move(rows));
}

Status SheetRows::read_header() {
  THETA_ASSIGN(const bool more, next_sheet_row());
  if (!more) return {};  // a sheet that nobody filled: no columns, no rows
  if (row_.too_long)
    return bad_input("row {}: {}; it should name the columns", row_.number, too_long_problem());
  header_row_ = row_.number;
  for (size_t i = 0; i < row_.cells.size(); ++i) {
    std::string column(trimmed(row_.cells[i]));
    columns_.push_back(column.empty() ? fmt::format("column_{}", i + 1) : std::move(column));
  }
  return {};
}

Result<bool> SheetRows::next_sheet_row() {
  for (;;) {
    THETA_ASSIGN(const bool more, rows_.next(row_));
    if (more) break;
    THETA_ASSIGN(isolation::Reply reply, archive_->next());
    if (reply.type == isolation::ReplyType::kEnd) return false;
    THETA_ASSIGN(rows_, isolation::RowsDecoder::create(std::move(reply.body)));
  }
  for (std::string& cell : row_.cells) make_valid_utf8(cell);
  return true;
}

Result<bool> SheetRows::next(Row& row) {
  const Result<bool> more = next_sheet_row();
  if (!more.ok()) return make_error(more.error().kind, "{}: {}", name_, more.error().message);
  if (!more.value()) return false;
  row.file = name_;
  row.number = row_.number - header_row_;
  row.problem = row_.too_long ? too_long_problem() : std::string();
  std::swap(row.cells, row_.cells);
  row.cells.resize(columns_.size());
  return true;
}

Result<std::vector<Part>> sheet_parts(const std::shared_ptr<Archive>& archive, uint32_t entry,
                                      const std::string& file, const std::vector<std::string>& wanted,
                                      std::vector<RowReader::Finding>& findings) {
  THETA_ASSIGN(const isolation::OpenedEntry opened, archive->open_entry(entry));
  std::vector<std::string> names;
  for (const isolation::SheetInfo& sheet : opened.sheets) names.push_back(sheet.name);
  for (const std::string& name : wanted) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      return bad_input("has no sheet \"{}\"; it has {}", name, quoted(names));
  }
  std::vector<uint32_t> chosen;
  std::vector<std::string> hidden;
  for (uint32_t i = 0; i < opened.sheets.size(); ++i) {
    const bool is_wanted = std::find(wanted.begin(), wanted.end(), names[i]) != wanted.end();
    if (wanted.empty() && opened.sheets[i].hidden) hidden.push_back(names[i]);
    if (wanted.empty() ? !opened.sheets[i].hidden : is_wanted) chosen.push_back(i);
  }
  std::vector<Part> parts;
  for (const uint32_t sheet : chosen) {
    Part part;
    part.file = chosen.size() == 1 ? file : fmt::format("{} [{}]", file, names[sheet]);
    make_valid_utf8(part.file);
    part.size = opened.sheets[sheet].bytes;
    part.open = [archive, entry, sheet, name = part.file, size = part.size] {
      return SheetRows::open(archive, entry, sheet, name, size);
    };
    parts.push_back(std::move(part));
  }
  if (parts.empty()) return bad_input("has no sheet that is not hidden");
  if (chosen.size() > 1) {
    std::vector<std::string> read;
    for (const uint32_t sheet : chosen) read.push_back(names[sheet]);
    findings.push_back({"sheets", fmt::format("{}", fmt::join(read, ", ")), "--sheet picks some of them"});
  }
  if (!hidden.empty())
    findings.push_back({"sheets left out", fmt::format("{}", fmt::join(hidden, ", ")),
                        "they are hidden; --sheet reads them"});
  return parts;
}

}  // namespace theta::corpus
