#include "http/cookies.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "base/trim.h"
#include "http/characters.h"

namespace theta::http {
namespace {

bool is_cookie_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return c > 0x20 && c < 0x7F && std::string_view("\",;\\").find(c) == std::string_view::npos;
  });
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = trimmed(header.substr(0, end), " \t");
    header.remove_prefix(std::min(end + 1, header.size()));
    const size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (is_cookie_value(value)) return value;
  }
  return std::nullopt;
}

std::string set_cookie_text(const SetCookie& cookie) {
  THETA_ASSERT(is_token(cookie.name) && is_cookie_value(cookie.value) && is_cookie_value(cookie.path));
  std::string text = fmt::format("{}={}; Path={}", cookie.name, cookie.value, cookie.path);
  if (cookie.max_age) text += fmt::format("; Max-Age={}", cookie.max_age->count());
  if (cookie.secure) text += "; Secure";
  if (cookie.http_only) text += "; HttpOnly";
  return text + fmt::format("; SameSite={}", cookie.same_site);
}

}  // namespace theta::http
