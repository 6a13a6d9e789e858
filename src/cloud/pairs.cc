#include "cloud/pairs.h"

#include <algorithm>

namespace theta::cloud {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string find_value(const Pairs& pairs, std::string_view name) {
  const std::string wanted = lower_case(name);
  const auto found = std::find_if(pairs.begin(), pairs.end(),
                                  [&wanted](const auto& pair) { return lower_case(pair.first) == wanted; });
  return found == pairs.end() ? "" : found->second;
}

}  // namespace theta::cloud
