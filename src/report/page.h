#pragma once

#include <string>
#include <string_view>

#include "formats/json.h"

namespace theta::report {

/// The page's frame with the marks @TITLE@, @STYLE@, @SCRIPT@ and @DATA@, and what replaces them.
struct PageAssets {
  std::string_view html;
  std::string_view style;
  std::string_view script;
};

/// Puts title, style, script and data into the frame. Whatever the texts hold, the page stays well-formed:
/// markup in the title is escaped, and no text of the data can end the script element that carries it.
std::string build_page(const PageAssets& assets, std::string_view title, const formats::Json& data);

}  // namespace theta::report
