#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace theta::formats {

/// One record of a delimited text file.
struct CsvRecord {
  std::vector<std::string> cells;  ///< unquoted; a blank line has one empty cell
  uint64_t line = 0;               ///< line of the file on which it starts, from 1
  bool too_long = false;           ///< longer than CsvParser::kLargestRecord; cells are empty then

  bool blank() const { return cells.size() == 1 && cells[0].empty() && !too_long; }
};

/// Cuts text that arrives in pieces into records, by RFC 4180 and what spreadsheets write beyond it: any
/// one-byte delimiter; lines ended by LF, CR LF or CR; a quote only opens a quoted cell at the cell's start;
/// text behind a closing quote belongs to the cell; a quote that never closes makes the quotes of its line
/// ordinary characters. The records do not depend on how the text is cut. Time is linear, memory bounded by
/// the longest record.
class CsvParser {
 public:
  explicit CsvParser(char delimiter) : delimiter_(delimiter) {}

  /// Hands over more text, or its end.
  void feed(std::string_view text) { appendable().append(text); }
  /// Where more text may be appended, which spares a copy.
  std::string& appendable();
  void finish() { finished_ = true; }

  /// Takes the next record; false when more text is needed, or when all is done.
  bool next(CsvRecord& record);

  static constexpr size_t kLargestRecord = size_t{32} << 20;

 private:
  enum class Outcome { kRecord, kIncomplete, kUnclosedQuote };
  Outcome parse(size_t literal_from, CsvRecord& record, size_t& stop) const;
  bool skip_too_long(CsvRecord& record);
  void consume(size_t end);

  char delimiter_;
  std::string buffer_;
  size_t position_ = 0;    // start of the next record in buffer_
  size_t wait_until_ = 0;  // buffer size below which another try would only read the same again
  uint64_t line_ = 1;
  bool finished_ = false;
  bool skipping_ = false;  // inside a record that is too long
  uint64_t skipped_from_ = 0;
};

/// Text of a cell as it stands in a comma-separated file: quoted when it must be.
std::string csv_cell(std::string_view text);

/// One line of a comma-separated file, with its newline.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace theta::formats
