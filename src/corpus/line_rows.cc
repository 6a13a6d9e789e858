#include "corpus/line_rows.h"

#include <fmt/format.h>

#include <utility>

namespace theta::corpus {

Result<bool> LineReader::next(std::string& line, bool& too_long) {
  too_long = false;
  size_t searched = position_;
  for (;;) {
    size_t end = buffer_.find_first_of("\n\r", searched);
    // A CR at the end of the buffer may be the first half of CR LF.
    if (end != std::string::npos && buffer_[end] == '\r' && end + 1 == buffer_.size() && !ended_) {
      end = std::string::npos;
    }
    if (end == std::string::npos && !ended_) {
      const size_t unread = buffer_.size() - (buffer_.ends_with('\r') ? 1 : 0);
      if (unread - position_ > kLongestLine) {
        too_long = true;
        position_ = unread;
      }
      searched = unread - position_;
      buffer_.erase(0, position_);
      position_ = 0;
      THETA_ASSIGN(const bool more, input_.read(buffer_));
      ended_ = !more;
      continue;
    }
    if (end == std::string::npos && position_ == buffer_.size() && !too_long) return false;
    if (end == std::string::npos) end = buffer_.size();
    line.assign(buffer_, position_, end - position_);
    const bool pair = end + 1 < buffer_.size() && buffer_[end] == '\r' && buffer_[end + 1] == '\n';
    position_ = std::min(end + (pair ? 2 : 1), buffer_.size());
    ++line_number_;
    return true;
  }
}

Result<std::unique_ptr<RowReader>> LineRows::open(TextInput input, std::string name) {
  return std::unique_ptr<RowReader>(std::make_unique<LineRows>(std::move(input), std::move(name)));
}

Result<bool> LineRows::next(Row& row) {
  row.cells.resize(1);
  row.problem.clear();
  bool too_long = false;
  do {
    THETA_ASSIGN(const bool more, lines_.next(row.cells[0], too_long));
    if (!more) return false;
  } while (is_blank(row.cells[0]) && !too_long);
  row.file = name_;
  row.number = lines_.line_number();
  if (too_long) row.problem = too_long_problem();
  return true;
}

std::vector<RowReader::Finding> LineRows::findings() const {
  return {encoding_finding(lines_.input().encoding())};
}

RowReader::Finding encoding_finding(const text::EncodingGuess& guess) {
  return {"encoding", std::string(text::encoding_name(guess.encoding)), guess.reason};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

std::string too_long_problem() {
  return fmt::format("is longer than {} MiB", LineReader::kLongestLine >> 20);
}

}  // namespace theta::corpus
