#include "corpus/column_profile.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "corpus/line_rows.h"

namespace theta::corpus {
namespace {

char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
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

std::string_view trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// Length of the month name at the front (Jan, January, ...), or 0.
size_t month_name(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
  size_t letters = 0;
  while (letters < text.size() && is_ascii_letter(text[letters])) ++letters;
  if (letters < 3) return 0;
  for (const std::string_view month : kMonths) {
    if (letters > month.size()) continue;
    bool equal = true;
    for (size_t i = 0; i < letters; ++i) equal = equal && lower(text[i]) == month[i];
    if (equal) return letters;
  }
  return 0;
}

// Length of a piece that may stand between the figures of a date, or 0.
size_t separator(std::string_view text) {
  constexpr std::array<std::string_view, 7> kWords = {"年", "月", "日", "时", "分", "秒", "号"};
  for (const std::string_view word : kWords) {
    if (text.starts_with(word)) return word.size();
  }
  if (std::string_view(" -/.:,+").find(text[0]) != std::string_view::npos) return 1;
  // "T" between date and time and "Z" behind it, as in ISO 8601.
  return (text[0] == 'T' || text[0] == 'Z') ? 1 : 0;
}

}  // namespace

bool looks_like_time(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty() || cell.size() > 40) return false;
  size_t years = 0;
  size_t numbers = 0;
  bool month = false;
  for (size_t i = 0; i < cell.size();) {
    if (is_digit(cell[i])) {
      size_t digits = 0;
      while (i + digits < cell.size() && is_digit(cell[i + digits])) ++digits;
      const bool is_year = digits == 4 && (cell[i] == '1' || cell[i] == '2');
      const bool is_compact_date = digits == 8 && numbers == 0 && (cell[i] == '1' || cell[i] == '2');
      const bool is_fraction = numbers >= 5;  // of a second, or a zone
      if (!is_year && !is_compact_date && !is_fraction && digits > 2) return false;
      years += is_year || is_compact_date ? 1 : 0;
      ++numbers;
      i += digits;
      continue;
    }
    if (const size_t letters = month_name(cell.substr(i)); letters > 0) {
      if (month) return false;
      month = true;
      i += letters;
      continue;
    }
    const size_t skip = separator(cell.substr(i));
    if (skip == 0) return false;
    i += skip;
  }
  return years >= 1 && numbers <= 9;
}

std::optional<Split> parse_split(std::string_view cell) {
  std::string name;
  for (const char c : trim(cell)) name += lower(c);
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
    times += looks_like_time(cell) ? 1 : 0;
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
