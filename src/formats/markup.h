#pragma once

#include <string>
#include <string_view>

namespace theta::formats {

/// Text that may stand between tags and in quoted attributes of HTML and XML. Control characters, which XML
/// has no way to write, become blanks.
std::string escaped_markup(std::string_view text);

}  // namespace theta::formats
