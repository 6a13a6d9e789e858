#include "export/csv_tables.h"

#include <iterator>

#include "base/assert.h"
#include "export/spreadsheet_text.h"
#include "formats/csv.h"

namespace theta::exports {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Status CsvTables::begin(const std::string& name, const std::vector<Column>& columns) {
  THETA_ASSERT(!file_.has_value());
  THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(folder_, name + ".csv")));
  file_.emplace(std::move(file));
  if (look_.bom) THETA_RETURN_IF_ERROR(file_->write(kByteOrderMark));
  std::vector<Cell> names;
  for (const Column& column : columns) names.emplace_back(std::string_view(column.name));
  return row(names);
}

void CsvTables::append_text(std::string_view text) {
  line_ += formats::csv_cell(look_.raw ? std::string(text) : defused(text));
}

Status CsvTables::row(std::span<const Cell> cells) {
  line_.clear();
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line_ += ',';
    const Cell& cell = cells[i];
    if (const auto* text = std::get_if<std::string_view>(&cell)) {
      append_text(*text);
    } else if (const auto* count = std::get_if<uint64_t>(&cell)) {
      fmt::format_to(std::back_inserter(line_), "{}", *count);
    } else if (const auto* weight = std::get_if<Weight>(&cell)) {
      fmt::format_to(std::back_inserter(line_), "{:.6f}", weight->value);
    } else if (const auto* number = std::get_if<double>(&cell)) {
      fmt::format_to(std::back_inserter(line_), "{:.6g}", *number);
    }
  }
  line_ += '\n';
  return file_->write(line_);
}

Status CsvTables::end() {
  const Status closed = file_->close();
  file_.reset();
  return closed;
}

}  // namespace theta::exports
