#include "corpus/column_profile.h"

#include <algorithm>
#include <unordered_set>

#include "base/trim.h"
#include "corpus/dates.h"
#include "corpus/line_rows.h"

namespace theta::corpus {
namespace {

char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}
bool is_ascii_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
bool is_beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::optional<Split> parse_split(std::string_view cell) {
  std::string name;
  for (const char c : trimmed(cell)) name += lower(c);
  if (name == "train" || name == "training") return Split::kTrain;
  if (name == "valid" || name == "validation" || name == "val" || name == "dev") return Split::kValid;
  if (name == "test") return Split::kTest;
  return std::nullopt;
}

ColumnProfile profile_column(const std::vector<Row>& sample, size_t column) {
  ColumnProfile profile;
  std::unordered_set<std::string_view> values;
  size_t characters = 0;
  size_t letters = 0;
  size_t times = 0;
  size_t splits = 0;
  size_t rows = 0;
  for (const Row& row : sample) {
    if (!row.problem.empty()) continue;
    ++rows;
    const std::string_view cell = row.cells[column];
    if (is_blank(cell)) continue;
    ++profile.filled;
    values.insert(cell);
    times += parse_date(cell).has_value() ? 1 : 0;
    splits += parse_split(cell).has_value() ? 1 : 0;
    for (const char c : cell) {
      if (is_continuation(c)) continue;
      ++characters;
      letters += is_ascii_letter(c) || is_beyond_ascii(c) ? 1 : 0;
    }
  }
  profile.distinct = values.size();
  const auto share = [](size_t part, size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  profile.filled_share = share(profile.filled, rows);
  profile.mean_characters = share(characters, profile.filled);
  profile.letter_share = share(letters, characters);
  profile.time_share = share(times, profile.filled);
  profile.split_share = share(splits, profile.filled);
  profile.distinct_share = share(profile.distinct, profile.filled);
  return profile;
}

}  // namespace theta::corpus
