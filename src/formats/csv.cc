#include "formats/csv.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace theta::formats {
namespace {

constexpr size_t kNoLiteral = std::numeric_limits<size_t>::max();

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

// First delimiter or line end in [p, end).
const char* find_cell_end(const char* p, const char* end, char delimiter) {
  while (p < end && *p != delimiter && !ends_line(*p)) ++p;
  return p;
}

// Appends the contents of the quoted cell whose opening quote stands before `p` and returns the position
// behind the closing quote, or nullptr when there is none.
const char* read_quoted(const char* p, const char* end, std::string& cell) {
  for (;;) {
    const char* quote = static_cast<const char*>(std::memchr(p, '"', static_cast<size_t>(end - p)));
    if (quote == nullptr) return nullptr;
    cell.append(p, quote);
    if (quote + 1 < end && quote[1] == '"') {
      cell += '"';
      p = quote + 2;
      continue;
    }
    return quote + 1;
  }
}

}  // namespace

std::string& CsvParser::appendable() {
  if (position_ > 0) {
    buffer_.erase(0, position_);
    wait_until_ -= std::min(wait_until_, position_);
    position_ = 0;
  }
  return buffer_;
}

// Reads the record at position_. Quotes from index `literal_from` on count as ordinary characters, so that a
// quote which nobody closes costs no more than its own line. `stop` is the end of the record, or the unclosed
// quote.
CsvParser::Outcome CsvParser::parse(size_t literal_from, CsvRecord& record, size_t& stop) const {
  const char* const begin = buffer_.data();
  const char* const end = begin + buffer_.size();
  const char* p = begin + position_;
  size_t cells = 0;
  for (;;) {
    if (cells == record.cells.size()) record.cells.emplace_back();
    std::string& cell = record.cells[cells++];
    cell.clear();
    if (p < end && *p == '"' && static_cast<size_t>(p - begin) < literal_from) {
      stop = static_cast<size_t>(p - begin);
      p = read_quoted(p + 1, end, cell);
      if (p == nullptr) return Outcome::kUnclosedQuote;
      // The file may go on with the second half of an escaped quote.
      if (p == end && !finished_) return Outcome::kIncomplete;
    }
    const char* const cell_end = find_cell_end(p, end, delimiter_);
    cell.append(p, cell_end);
    p = cell_end;
    if (p == end) {
      if (!finished_) return Outcome::kIncomplete;
      break;
    }
    if (*p != delimiter_) {
      if (*p == '\r' && p + 1 == end && !finished_) return Outcome::kIncomplete;
      p += (*p == '\r' && p + 1 < end && p[1] == '\n') ? 2 : 1;
      break;
    }
    ++p;
  }
  record.cells.resize(cells);
  stop = static_cast<size_t>(p - begin);
  return Outcome::kRecord;
}

bool CsvParser::next(CsvRecord& record) {
  record.too_long = false;
  if (skipping_) return skip_too_long(record);
  if (position_ == buffer_.size() || (!finished_ && buffer_.size() < wait_until_)) return false;
  record.line = line_;
  size_t stop = 0;
  Outcome outcome = parse(kNoLiteral, record, stop);
  const size_t size = buffer_.size() - position_;
  if (outcome == Outcome::kUnclosedQuote && (finished_ || size >= kLargestRecord)) {
    outcome = parse(stop, record, stop);
  }
  if (outcome == Outcome::kRecord) {
    consume(stop);
    return true;
  }
  if (size >= kLargestRecord) {
    skipping_ = true;
    skipped_from_ = line_;
    return skip_too_long(record);
  }
  // Reading a long record again for each piece would take quadratic time: wait until it has doubled.
  wait_until_ = position_ + 2 * size;
  return false;
}

// Drops text up to the end of the line.
bool CsvParser::skip_too_long(CsvRecord& record) {
  const size_t end = buffer_.find('\n', position_);
  if (end == std::string::npos && !finished_) {
    position_ = buffer_.size();
    return false;
  }
  consume(end == std::string::npos ? buffer_.size() : end + 1);
  skipping_ = false;
  record.cells.clear();
  record.line = skipped_from_;
  record.too_long = true;
  return true;
}

void CsvParser::consume(size_t end) {
  const char* const stop = buffer_.data() + end;
  for (const char* p = buffer_.data() + position_; p < stop; ++p) {
    p = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(stop - p)));
    if (p == nullptr) break;
    ++line_;
  }
  position_ = end;
  wait_until_ = 0;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_cell(cells[i]);
  }
  return line + '\n';
}

}  // namespace theta::formats
