#include "cli/style.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "text/characters.h"

namespace theta::cli {
namespace {

constexpr size_t kNarrowest = 40;
constexpr size_t kUsual = 80;
constexpr size_t kWidest = 100;

bool is_set(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

Style::Style(std::FILE* stream) {
  const char* const terminal = std::getenv("TERM");
  on_ = ::isatty(::fileno(stream)) == 1 && !is_set("NO_COLOR") && terminal != nullptr &&
        std::string_view(terminal) != "dumb";
}

std::string Style::wrapped(std::string_view code, std::string_view text) const {
  return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

size_t text_width(std::FILE* stream) {
  size_t columns = 0;
  winsize size{};
  if (::ioctl(::fileno(stream), TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  if (columns == 0 && is_set("COLUMNS")) columns = std::strtoul(std::getenv("COLUMNS"), nullptr, 10);
  if (columns == 0) columns = kUsual;
  return std::clamp(columns, kNarrowest, kWidest);
}

std::vector<std::string> wrap(std::string_view text, size_t width) {
  std::vector<std::string> lines(1);
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (text::count_characters(line) + 1 + text::count_characters(word) <= width) {
      line += ' ';
      line += word;
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

}  // namespace theta::cli
