#include "report/page.h"

#include <array>
#include <utility>

namespace theta::report {
namespace {

std::string escape_markup(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// "<" inside JSON can only stand in strings, where an escape means the same.
std::string script_safe(const formats::Json& data) {
  std::string safe;
  for (const char c : formats::json_line(data)) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string build_page(const PageAssets& assets, std::string_view title, const formats::Json& data) {
  const std::string safe_title = escape_markup(title);
  const std::string safe_data = script_safe(data);
  const std::array<std::pair<std::string_view, std::string_view>, 4> parts = {{{"@TITLE@", safe_title},
                                                                               {"@STYLE@", assets.style},
                                                                               {"@SCRIPT@", assets.script},
                                                                               {"@DATA@", safe_data}}};
  // One pass over the frame, so that a mark inside a replacement stays what it is.
  std::string page;
  for (size_t position = 0; position < assets.html.size();) {
    const size_t at = assets.html.find('@', position);
    page += assets.html.substr(position, at - position);
    if (at == std::string_view::npos) break;
    position = at + 1;
    bool replaced = false;
    for (const auto& [mark, text] : parts) {
      if (!assets.html.substr(at).starts_with(mark)) continue;
      page += text;
      position = at + mark.size();
      replaced = true;
    }
    if (!replaced) page += '@';
  }
  return page;
}

}  // namespace theta::report
