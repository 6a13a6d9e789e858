#include "export/dates.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "corpus/column_profile.h"

namespace theta::exports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

// 1 to 12 for the month whose name starts there, or 0.
int month_at(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (text.size() < 3) return 0;
  for (size_t m = 0; m < kMonths.size(); ++m) {
    if (lower(text[0]) == kMonths[m][0] && lower(text[1]) == kMonths[m][1] &&
        lower(text[2]) == kMonths[m][2]) {
      return static_cast<int>(m) + 1;
    }
  }
  return 0;
}

struct Number {
  int value = 0;
  size_t digits = 0;
};

bool is_year(const Number& number) {
  return number.digits == 4 && number.value >= 1000 && number.value < 3000;
}

int checked(int value, int most) {
  return value >= 1 && value <= most ? value : 0;
}

constexpr int kMonthsOfAYear = 12;
constexpr int kMostDays = 31;

Date after_year(const std::vector<Number>& numbers) {
  Date date{numbers[0].value, 0, 0};
  if (numbers.size() > 1) date.month = checked(numbers[1].value, kMonthsOfAYear);
  if (numbers.size() > 2 && date.month != 0) date.day = checked(numbers[2].value, kMostDays);
  return date;
}

// "4 Mar 2021", "March 4, 2021", "Mar 2021".
Date around_name(const std::vector<Number>& numbers, int month) {
  Date date{0, month, 0};
  for (const Number& number : numbers) {
    if (is_year(number)) {
      date.year = number.value;
      break;  // what follows is the time of day
    }
    if (date.day == 0) date.day = checked(number.value, kMostDays);
  }
  return date;
}

}  // namespace

Date parse_date(std::string_view cell) {
  if (!corpus::looks_like_time(cell)) return {};
  std::vector<Number> numbers;
  int month = 0;
  for (size_t i = 0; i < cell.size();) {
    if (is_digit(cell[i])) {
      Number number;
      for (; i < cell.size() && is_digit(cell[i]) && number.digits < 9; ++i, ++number.digits) {
        number.value = 10 * number.value + (cell[i] - '0');
      }
      numbers.push_back(number);
      continue;
    }
    if (month == 0) month = month_at(cell.substr(i));
    ++i;
  }
  if (numbers.empty()) return {};
  if (month != 0) return around_name(numbers, month);
  if (is_year(numbers[0])) return after_year(numbers);
  if (numbers[0].digits == 8) {
    const int compact = numbers[0].value;
    return {compact / 10000, checked(compact / 100 % 100, kMonthsOfAYear), checked(compact % 100, kMostDays)};
  }
  for (const Number& number : numbers) {
    if (is_year(number)) return {number.value, 0, 0};
  }
  return {};
}

std::string iso_date(const Date& date) {
  if (date.year == 0) return {};
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace theta::exports
