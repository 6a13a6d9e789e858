#pragma once

#include <string>
#include <string_view>

namespace theta::exports {

/// About how many pixels wide the text is in a common sans-serif font of this size; rather too wide than too
/// narrow.
double text_width(std::string_view text, double size);

/// The text, or its beginning and "…", so that it is at most `width` pixels wide.
std::string fitted(std::string_view text, double width, double size);

}  // namespace theta::exports
