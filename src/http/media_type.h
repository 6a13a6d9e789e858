#pragma once

#include <string_view>

namespace theta::http {

/// The Content-Type of a file by the end of its name; application/octet-stream when it is not known.
std::string_view media_type_of(std::string_view file_name);

}  // namespace theta::http
