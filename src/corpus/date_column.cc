#include "corpus/date_column.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/trim.h"
#include "corpus/corpus.h"

namespace theta::corpus {
namespace {

constexpr size_t kLongestNamed = 40;  // bytes of a cell that is named

// Cut at a character's border, with the blanks of line breaks as blanks.
std::string short_text(std::string_view text) {
  text = trimmed(text);
  size_t end = std::min(text.size(), kLongestNamed);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  std::string result(text.substr(0, end));
  std::replace_if(
      result.begin(), result.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return end < text.size() ? result + "…" : result;
}

// row 3 "n.d.", row 9 "soon" and 4 more
std::string list_of(const std::vector<DateCell>& cells, uint64_t count) {
  const bool one_file = std::all_of(cells.begin(), cells.end(),
                                    [&cells](const DateCell& cell) { return cell.file == cells[0].file; });
  std::string list;
  for (const DateCell& cell : cells) {
    list += fmt::format("{}{}row {} \"{}\"", list.empty() ? "" : ", ", one_file ? "" : cell.file + ", ",
                        cell.row, cell.text);
  }
  if (count > cells.size()) list += fmt::format(" and {} more", count - cells.size());
  return list;
}

const char* dates(uint64_t count) {
  return count == 1 ? "date" : "dates";
}

}  // namespace

int32_t DateTally::today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<int32_t>(now.time_since_epoch().count());
}

DateState DateTally::state_of(std::string_view cell, int32_t today) {
  if (trimmed(cell).empty()) return DateState::kMissing;
  const std::optional<Date> date = parse_date(cell);
  if (!date.has_value()) return DateState::kUnread;
  return date->days > today + 1 ? DateState::kFuture : DateState::kRead;
}

bool DateTally::wants(DateState state) const {
  return (state == DateState::kUnread && unread_.size() < kNamed) ||
         (state == DateState::kFuture && future_.size() < kNamed);
}

void DateTally::add(DateState state, DateCell cell) {
  ++counts_[static_cast<size_t>(state)];
  if (!wants(state)) return;
  cell.text = short_text(cell.text);
  (state == DateState::kUnread ? unread_ : future_).push_back(std::move(cell));
}

formats::Json DateTally::json() const {
  formats::Json rows = formats::Json::array();
  for (const DateCell& cell : unread_)
    rows.push_back({{"file", cell.file}, {"row", cell.row}, {"text", cell.text}});
  return {{"read", count(DateState::kRead) + count(DateState::kFuture)},
          {"missing", count(DateState::kMissing)},
          {"unread", count(DateState::kUnread)},
          {"unread_rows", std::move(rows)}};
}

std::vector<std::string> DateTally::sentences() const {
  std::vector<std::string> lines;
  const uint64_t unread = count(DateState::kUnread);
  const uint64_t missing = count(DateState::kMissing);
  const uint64_t future = count(DateState::kFuture);
  if (unread > 0) {
    lines.push_back(fmt::format("{} of {} {} cannot be read: {}", unread, rows(), dates(rows()),
                                list_of(unread_, unread)));
  }
  if (missing > 0) lines.push_back(fmt::format("{} of {} rows have no date", missing, rows()));
  if (future > 0) {
    lines.push_back(fmt::format("{} {} in the future: {}", future, future == 1 ? "date lies" : "dates lie",
                                list_of(future_, future)));
  }
  return lines;
}

DayOrder day_order_of(const std::vector<std::string>& cells) {
  bool day_first = false;
  for (const std::string& cell : cells) {
    const std::optional<DayOrder> proven = proven_day_order(cell);
    if (proven == DayOrder::kMonthFirst) return DayOrder::kMonthFirst;
    day_first = day_first || proven.has_value();
  }
  return day_first ? DayOrder::kDayFirst : DayOrder::kMonthFirst;
}

std::vector<std::optional<Date>> parse_dates(const std::vector<std::string>& cells) {
  const DayOrder order = day_order_of(cells);
  std::vector<std::optional<Date>> dates;
  dates.reserve(cells.size());
  for (const std::string& cell : cells) dates.push_back(parse_date(cell, order));
  return dates;
}

Result<DateColumn> read_date_column(const std::string& corpus_folder) {
  DateColumn column;
  std::vector<std::string> cells;
  std::string file;
  uint64_t row = 0;
  const int32_t today = DateTally::today();
  THETA_RETURN_IF_ERROR(for_each_document(corpus_folder, [&](size_t d, Document document) {
    // The pieces of a row follow each other, and share its date.
    if (d == 0 || document.row != row || document.file != file) {
      const DateState state = DateTally::state_of(document.time, today);
      column.tally.add(state, {document.file, document.row, document.time});
      file = std::move(document.file);
      row = document.row;
    }
    cells.push_back(std::move(document.time));
  }));
  column.dates = parse_dates(cells);
  column.day_order = day_order_of(cells);
  return column;
}

}  // namespace theta::corpus
