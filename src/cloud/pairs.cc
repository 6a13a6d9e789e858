#include "cloud/pairs.h"

#include <algorithm>

#include "base/lower_case.h"

namespace theta::cloud {

std::string find_value(const Pairs& pairs, std::string_view name) {
  const std::string wanted = lower_case(name);
  const auto found = std::find_if(pairs.begin(), pairs.end(),
                                  [&wanted](const auto& pair) { return lower_case(pair.first) == wanted; });
  return found == pairs.end() ? "" : found->second;
}

}  // namespace theta::cloud
