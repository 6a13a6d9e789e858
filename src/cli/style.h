#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace theta::cli {

/// Bold and coloured text where the stream is a terminal that can show it and NO_COLOR is unset or empty;
/// plain text elsewhere.
class Style {
 public:
  explicit Style(std::FILE* stream);

  std::string bold(std::string_view text) const { return wrapped("1", text); }
  std::string green(std::string_view text) const { return wrapped("32", text); }
  std::string yellow(std::string_view text) const { return wrapped("33", text); }
  std::string red(std::string_view text) const { return wrapped("31", text); }

 private:
  std::string wrapped(std::string_view code, std::string_view text) const;
  bool on_;
};

/// Columns to write for: of the terminal that `stream` is, else of COLUMNS, else 80; from 40 to 100.
size_t text_width(std::FILE* stream);

/// Words of `text` in lines of at most `width` characters; a longer word has a line of its own. At least one
/// line.
std::vector<std::string> wrap(std::string_view text, size_t width);

}  // namespace theta::cli
