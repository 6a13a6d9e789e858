#include "corpus/jsonl_rows.h"

#include <utility>

#include "formats/json.h"

namespace theta::corpus {
namespace {

constexpr size_t kRowsForColumns = 100;

bool is_list_of_strings(const formats::Json& value) {
  if (!value.is_array()) return false;
  for (const auto& element : value) {
    if (!element.is_string()) return false;
  }
  return true;
}

std::string cell_text(const formats::Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  if (!is_list_of_strings(value)) return formats::json_line(value);
  std::string text;
  for (const auto& element : value) text += (text.empty() ? "" : "\n") + element.get<std::string>();
  return text;
}

}  // namespace

Result<std::unique_ptr<RowReader>> JsonlRows::open(TextInput input, std::string name) {
  auto rows = std::make_unique<JsonlRows>(std::move(input), std::move(name));
  THETA_RETURN_IF_ERROR(rows->find_columns());
  return std::unique_ptr<RowReader>(std::move(rows));
}

Status JsonlRows::find_columns() {
  for (size_t i = 0; i < kRowsForColumns; ++i) {
    Line line;
    THETA_ASSIGN(const bool more, lines_.next(line.text, line.too_long));
    if (!more) break;
    line.number = lines_.line_number();
    const Result<formats::Json> object = formats::parse_json(line.text, "");
    if (object.ok() && object.value().is_object()) {
      for (const auto& [key, value] : object.value().items()) {
        if (index_.emplace(key, columns_.size()).second) columns_.push_back(key);
      }
    }
    looked_at_.push_back(std::move(line));
  }
  if (columns_.empty() && !looked_at_.empty()) return bad_input("{}: no line is a JSON object", name_);
  return {};
}

Result<bool> JsonlRows::next(Row& row) {
  Line line;
  do {
    if (!looked_at_.empty()) {
      line = std::move(looked_at_.front());
      looked_at_.pop_front();
      continue;
    }
    THETA_ASSIGN(const bool more, lines_.next(line.text, line.too_long));
    if (!more) return false;
    line.number = lines_.line_number();
  } while (is_blank(line.text) && !line.too_long);
  row.file = name_;
  row.number = line.number;
  parse(line.text, line.too_long, row);
  return true;
}

void JsonlRows::parse(const std::string& line, bool too_long, Row& row) {
  row.cells.assign(columns_.size(), std::string());
  row.problem.clear();
  if (too_long) {
    row.problem = too_long_problem();
    return;
  }
  const Result<formats::Json> object = formats::parse_json(line, "not JSON");
  if (!object.ok()) {
    row.problem = object.error().message;
    return;
  }
  if (!object.value().is_object()) {
    row.problem = "is not a JSON object";
    return;
  }
  for (const auto& [key, value] : object.value().items()) {
    const auto column = index_.find(key);
    if (column != index_.end()) row.cells[column->second] = cell_text(value);
  }
}

std::vector<RowReader::Finding> JsonlRows::findings() const {
  return {encoding_finding(lines_.input().encoding())};
}

}  // namespace theta::corpus
