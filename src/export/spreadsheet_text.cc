#include "export/spreadsheet_text.h"

#include <array>

namespace theta::exports {
namespace {

size_t digits(std::string_view text) {
  const size_t end = text.find_first_not_of("0123456789");
  return end == std::string_view::npos ? text.size() : end;
}

// -5, +3.25, -.5, -1e-7: what every spreadsheet reads as a number and nothing else.
bool is_signed_number(std::string_view text) {
  text.remove_prefix(1);
  const size_t whole = digits(text);
  text.remove_prefix(whole);
  size_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = digits(text);
    text.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return false;
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && digits(text) == text.size();
}

}  // namespace

bool may_be_formula(std::string_view cell) {
  constexpr std::array<std::string_view, 10> kStarts = {"=",  "+",  "-",  "@",  "\t",
                                                        "\r", "＝", "＋", "－", "＠"};
  for (const std::string_view start : kStarts) {
    if (!cell.starts_with(start)) continue;
    return !((start == "+" || start == "-") && is_signed_number(cell));
  }
  return false;
}

std::string defused(std::string_view cell) {
  return may_be_formula(cell) ? "'" + std::string(cell) : std::string(cell);
}

}  // namespace theta::exports
