#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "corpus/dates.h"
#include "formats/json.h"

namespace theta::corpus {

/// What a cell of a time column turned out to be.
enum class DateState : uint8_t { kRead, kMissing, kUnread, kFuture };

/// A cell that is worth naming, and where it stands.
struct DateCell {
  std::string file;
  uint64_t row = 0;
  std::string text;
};

/// How the cells of a time column were read, one for each row used.
class DateTally {
 public:
  static constexpr size_t kNamed = 5;

  /// Says of a cell what add() counts it as. `today` is in days since 1970-01-01; a date beyond the day after
  /// it (somewhere it is that day already) lies in the future.
  static DateState state_of(std::string_view cell, int32_t today);
  static int32_t today();

  /// True when the next cell of this state will be named.
  bool wants(DateState state) const;
  /// `cell` is kept only where wants() says so.
  void add(DateState state, DateCell cell);

  uint64_t count(DateState state) const { return counts_[static_cast<size_t>(state)]; }
  uint64_t undated() const { return count(DateState::kMissing) + count(DateState::kUnread); }
  uint64_t rows() const { return undated() + count(DateState::kRead) + count(DateState::kFuture); }

  /// {"read", "missing", "unread", "unread_rows": [{"file", "row", "text"}]}, at most kNamed of the last.
  /// What the future is depends on the day: those dates count as read.
  formats::Json json() const;
  /// A sentence each for the user on dates that could not be read, that are missing, or lie in the future.
  std::vector<std::string> sentences() const;

 private:
  std::array<uint64_t, 4> counts_ = {};
  std::vector<DateCell> unread_;
  std::vector<DateCell> future_;
};

/// How figures such as 3/4/2021 are read in cells that belong to one column: with the day first when one of
/// the cells proves it and none the opposite.
DayOrder day_order_of(const std::vector<std::string>& cells);

/// The dates of cells that belong to one column, [cells]; nothing for a cell that is no date.
std::vector<std::optional<Date>> parse_dates(const std::vector<std::string>& cells);

/// The time column of a corpus.
struct DateColumn {
  std::vector<std::optional<Date>> dates;  ///< [D]
  DayOrder day_order = DayOrder::kMonthFirst;
  DateTally tally;
};

/// Reads it from documents.jsonl of a corpus folder.
Result<DateColumn> read_date_column(const std::string& corpus_folder);

}  // namespace theta::corpus
