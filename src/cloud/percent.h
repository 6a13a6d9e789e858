#pragma once

#include <string>
#include <string_view>

#include "cloud/pairs.h"

namespace theta::cloud {

/// Percent-encodes all bytes but A-Z a-z 0-9 - . _ ~, as signatures want it (upper-case digits, a space is
/// %20). A path keeps its slashes.
std::string percent_encode(std::string_view text);
std::string percent_encode_path(std::string_view path);

/// What was encoded; what is no %XX stays.
std::string percent_decode(std::string_view text);

/// "a=1&b": a value that is empty leaves its name alone, which is how sub-resources are sent. With
/// `always_equals` it is "b=".
std::string query_text(const Pairs& query, bool always_equals = false);

}  // namespace theta::cloud
