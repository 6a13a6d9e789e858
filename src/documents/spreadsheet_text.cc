#include "documents/spreadsheet_text.h"

#include <charconv>
#include <cstdint>

namespace theta::documents {
namespace {

constexpr size_t kEscapeBytes = 7;  // _x000D_

std::optional<uint32_t> escape_at(std::string_view text, size_t at) {
  if (at + kEscapeBytes > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_')
    return {};
  uint32_t code = 0;
  const char* const begin = text.data() + at + 2;
  const auto [stop, error] = std::from_chars(begin, begin + 4, code, 16);
  if (error != std::errc() || stop != begin + 4) return {};
  return code;
}

void append_utf8(uint32_t code, std::string& out) {
  const auto byte = [&out](uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6);
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

bool is_high_surrogate(uint32_t code) {
  return code >= 0xD800 && code < 0xDC00;
}
bool is_low_surrogate(uint32_t code) {
  return code >= 0xDC00 && code < 0xE000;
}

// Appends the escaped character at `at` and returns how many bytes it took.
size_t append_escaped(std::string_view text, size_t at, uint32_t code, std::string& out) {
  if (is_high_surrogate(code)) {
    const std::optional<uint32_t> low = escape_at(text, at + kEscapeBytes);
    if (low.has_value() && is_low_surrogate(*low)) {
      append_utf8(0x10000 + ((code - 0xD800) << 10) + (*low - 0xDC00), out);
      return 2 * kEscapeBytes;
    }
  }
  append_utf8(is_high_surrogate(code) || is_low_surrogate(code) ? 0xFFFD : code, out);
  return kEscapeBytes;
}

void unify_line_ends(std::string& text) {
  size_t to = 0;
  for (size_t from = 0; from < text.size(); ++from) {
    if (text[from] == '\r') {
      if (from + 1 < text.size() && text[from + 1] == '\n') continue;
      text[to++] = '\n';
    } else {
      text[to++] = text[from];
    }
  }
  text.resize(to);
}

}  // namespace

void unescape(std::string& text) {
  if (text.find("_x") != std::string::npos) {
    std::string out;
    for (size_t at = 0; at < text.size();) {
      const std::optional<uint32_t> code = escape_at(text, at);
      if (code.has_value()) {
        at += append_escaped(text, at, *code, out);
      } else {
        out += text[at++];
      }
    }
    text = std::move(out);
  }
  if (text.find('\r') != std::string::npos) unify_line_ends(text);
}

std::optional<size_t> column_of(std::string_view reference) {
  size_t column = 0;
  size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
    if (letters == 3) return {};  // "XFD" is the last
    column = column * 26 + static_cast<size_t>(reference[letters++] - 'A') + 1;
  }
  if (letters == 0) return {};
  return column - 1;
}

}  // namespace theta::documents
