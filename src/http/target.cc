#include "http/target.h"

#include <algorithm>

#include "http/characters.h"

namespace theta::http {
namespace {

using Refused = std::optional<Refusal>;

/// Without the scheme and host of the absolute form.
std::string_view without_origin(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    const size_t end = target.find_first_of("/?", scheme.size());
    return end == std::string_view::npos ? "/" : target.substr(end);
  }
  return target;
}

Refused read_text(std::string_view raw, bool plus_is_blank, std::string& text) {
  std::optional<std::string> decoded = percent_decode(raw, plus_is_blank);
  if (!decoded) return Refusal{400, "a percent sign in the target is not followed by two hexadecimal digits"};
  if (!is_utf8(*decoded)) return Refusal{400, "the target is not UTF-8"};
  text = std::move(*decoded);
  return std::nullopt;
}

Refused read_path(std::string_view path, Target& target) {
  target.segments.reserve(static_cast<size_t>(std::count(path.begin(), path.end(), '/')));
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const size_t end = std::min(path.find('/'), path.size());
    std::string& segment = target.segments.emplace_back();
    if (const Refused refused = read_text(path.substr(0, end), false, segment)) return refused;
    if (has_control(segment)) return Refusal{400, "the path holds a control character"};
    if (segment == "." || segment == "..") return Refusal{400, "the path holds a . or .. segment"};
    path.remove_prefix(end);
  }
  return std::nullopt;
}

Refused read_query(std::string_view query, Target& target) {
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const size_t equals = std::min(pair.find('='), pair.size());
    auto& [name, value] = target.query.emplace_back();
    if (const Refused refused = read_text(pair.substr(0, equals), true, name)) return refused;
    if (const Refused refused = read_text(pair.substr(std::min(equals + 1, pair.size())), true, value)) {
      return refused;
    }
    if (value.find('\0') != std::string::npos || has_control(name)) {
      return Refusal{400, "the query holds a NUL character or a name with control characters"};
    }
  }
  return std::nullopt;
}

}  // namespace

std::variant<Target, Refusal> parse_target(std::string_view method, std::string_view text) {
  Target target;
  if (text == "*" && method == "OPTIONS") {
    target.asterisk = true;
    return target;
  }
  text = without_origin(text);
  if (text.find('#') != std::string_view::npos) return Refusal{400, "the target holds a fragment"};
  const size_t mark = std::min(text.find('?'), text.size());
  std::string_view path = text.substr(0, mark);
  if (path.empty()) path = "/";
  if (path.front() != '/') return Refusal{400, "the target is neither a path nor an http address"};
  if (const Refused refused = read_path(path, target)) return *refused;
  if (mark < text.size()) {
    if (const Refused refused = read_query(text.substr(mark + 1), target)) return *refused;
  }
  return target;
}

}  // namespace theta::http
