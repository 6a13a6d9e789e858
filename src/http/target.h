#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "http/head.h"

namespace theta::http {

/// What a request asks for. Everything is percent-decoded exactly once, after it was cut at `/`, `&` and `=`:
/// a decoded segment may hold a slash, and never holds control characters, broken UTF-8, "." or "..".
struct Target {
  bool asterisk = false;              ///< `OPTIONS *`
  std::vector<std::string> segments;  ///< "/a//b/" is {"a", "", "b", ""}; "/" is {""}
  std::vector<std::pair<std::string, std::string>> query;
};

/// Reads the target of a request: a path with an optional query, or the same behind `http://host`.
std::variant<Target, Refusal> parse_target(std::string_view method, std::string_view target);

}  // namespace theta::http
