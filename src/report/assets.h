#pragma once

#include <string_view>

namespace theta::report {

/// The page with the marks {{title}}, {{style}}, {{data}} and {{script}} where its parts go.
std::string_view page_asset();
std::string_view style_asset();
std::string_view script_asset();

}  // namespace theta::report
