#include "export/figures/text_size.h"

#include "text/utf8.h"

namespace theta::exports {
namespace {

// In parts of the font size: means over Arial, Helvetica and DejaVu Sans, rounded up.
double character_width(char32_t c) {
  if (c >= 0x1100) return 1.0;  // Hangul, kana, Han and their punctuation are square
  if (c >= 0x80) return 0.65;
  const char ascii = static_cast<char>(c);
  if (std::string_view("iljtfr.,:;'!|I()[] ").find(ascii) != std::string_view::npos) return 0.38;
  if (std::string_view("mwMW@%").find(ascii) != std::string_view::npos) return 0.96;
  if (ascii >= 'A' && ascii <= 'Z') return 0.72;
  return 0.61;
}

}  // namespace

double text_width(std::string_view text, double size) {
  double width = 0;
  while (!text.empty()) {
    const text::Utf8Unit unit = text::first_utf8_unit(text);
    width += character_width(unit.code_point) * size;
    text.remove_prefix(unit.length);
  }
  return width;
}

std::string fitted(std::string_view text, double width, double size) {
  if (text_width(text, size) <= width) return std::string(text);
  double used = size;  // of the dots
  size_t end = 0;
  while (end < text.size()) {
    const text::Utf8Unit unit = text::first_utf8_unit(text.substr(end));
    used += character_width(unit.code_point) * size;
    if (used > width) break;
    end += unit.length;
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace theta::exports
