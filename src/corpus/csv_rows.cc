#include "corpus/csv_rows.h"

#include <fmt/format.h>

#include <utility>

#include "base/trim.h"
#include "corpus/line_rows.h"

namespace theta::corpus {
namespace {

constexpr size_t kRecordsForDelimiter = 200;

std::string delimiter_name(char delimiter) {
  return delimiter == '\t' ? "tab" : std::string(1, delimiter);
}

// Share of records with as many cells as the first, times a little for more cells; 0 for a single column.
double delimiter_score(std::string_view sample, char delimiter) {
  formats::CsvParser parser(delimiter);
  parser.feed(sample);
  formats::CsvRecord record;
  if (!parser.next(record) || record.cells.size() < 2) return 0;
  const size_t columns = record.cells.size();
  size_t records = 0;
  size_t equal = 0;
  while (records < kRecordsForDelimiter && parser.next(record)) {
    if (record.blank()) continue;
    ++records;
    equal += record.cells.size() == columns ? 1 : 0;
  }
  const double share = records == 0 ? 0.5 : static_cast<double>(equal) / static_cast<double>(records);
  return share + 1e-3 * static_cast<double>(columns);
}

Result<char> parse_delimiter(const std::string& name) {
  if (name == "tab" || name == "\\t") return '\t';
  if (name.size() == 1 && name != "\"" && name != "\n" && name != "\r") return name[0];
  return usage_error("delimiter \"{}\" is not one character or \"tab\"", name);
}

}  // namespace

char find_delimiter(std::string_view sample) {
  char best = ',';
  double best_score = 0;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const double score = delimiter_score(sample, candidate);
    if (score > best_score) {
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

Result<std::unique_ptr<RowReader>> CsvRows::open(TextInput input, std::string name,
                                                 const std::string& delimiter) {
  char character = ',';
  std::string reason = "it was given";
  std::string sample;
  THETA_ASSIGN(bool more, input.read(sample));
  if (delimiter.empty()) {
    character = find_delimiter(sample);
    reason = "it gives most rows as many cells as the header";
  } else {
    THETA_ASSIGN(character, parse_delimiter(delimiter));
  }
  auto rows = std::make_unique<CsvRows>(std::move(input), std::move(name), character);
  rows->delimiter_reason_ = std::move(reason);
  rows->parser_.feed(sample);
  if (!more) {
    rows->parser_.finish();
    rows->ended_ = true;
  }
  THETA_RETURN_IF_ERROR(rows->read_header());
  return std::unique_ptr<RowReader>(std::move(rows));
}

Result<bool> CsvRows::next_record() {
  while (!parser_.next(record_)) {
    if (ended_) return false;
    THETA_ASSIGN(const bool more, input_.read(parser_.appendable()));
    if (more) continue;
    parser_.finish();
    ended_ = true;
  }
  return true;
}

Status CsvRows::read_header() {
  do {
    THETA_ASSIGN(const bool found, next_record());
    if (!found) return bad_input("{}: is empty", name_);
    if (record_.too_long)
      return bad_input("{}, line 1: {}; it should name the columns", name_, too_long_problem());
  } while (record_.blank());
  for (size_t i = 0; i < record_.cells.size(); ++i) {
    std::string column(trimmed(record_.cells[i], " \t"));
    columns_.push_back(column.empty() ? fmt::format("column_{}", i + 1) : std::move(column));
  }
  return {};
}

Result<bool> CsvRows::next(Row& row) {
  row.problem.clear();
  uint64_t blank = 0;
  for (;;) {
    THETA_ASSIGN(const bool found, next_record());
    if (!found) return false;  // blank lines behind the last row are no rows
    if (!record_.blank()) break;
    ++blank;
  }
  // A blank line inside the table is an empty row of the spreadsheet: it counts, so that numbers stay right.
  row_ += blank + 1;
  row.file = name_;
  row.number = row_;
  if (record_.too_long) {
    row.problem = too_long_problem();
  } else if (record_.cells.size() > columns_.size()) {
    row.problem = fmt::format("has {} cells, the header has {}", record_.cells.size(), columns_.size());
  }
  std::swap(row.cells, record_.cells);
  row.cells.resize(columns_.size());
  return true;
}

std::vector<RowReader::Finding> CsvRows::findings() const {
  return {encoding_finding(input_.encoding()), {"delimiter", delimiter_name(delimiter_), delimiter_reason_}};
}

}  // namespace theta::corpus
