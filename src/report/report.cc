#include "report/report.h"

#include <string_view>
#include <utility>

#include "formats/markup.h"
#include "report/assets.h"
#include "report/page_data.h"

namespace theta::report {
namespace {

std::string_view part(std::string_view mark, const std::string& title, const std::string& data) {
  if (mark == "title") return title;
  if (mark == "style") return style_asset();
  if (mark == "data") return data;
  THETA_ASSERT(mark == "script");
  return script_asset();
}

}  // namespace

std::string render(const ReportInput& input) {
  const std::string data = script_safe(page_data(input));
  const std::string title = formats::escaped_markup(input.title);
  std::string page;
  page.reserve(page_asset().size() + style_asset().size() + script_asset().size() + data.size());
  // One pass over the page alone, so that marks inside the data are left as they are.
  std::string_view rest = page_asset();
  for (size_t open = rest.find("{{"); open != rest.npos; open = rest.find("{{")) {
    const size_t close = rest.find("}}", open);
    page += rest.substr(0, open);
    page += part(rest.substr(open + 2, close - open - 2), title, data);
    rest.remove_prefix(close + 2);
  }
  page += rest;
  return page;
}

}  // namespace theta::report
