#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace theta::cloud {

/// Names and values of headers or of a query, decoded, in the order in which they are sent.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// The value of the first of that name, whatever its case; empty where there is none.
std::string find_value(const Pairs& pairs, std::string_view name);

}  // namespace theta::cloud
