#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace theta::http {

/// The first cookie of this name in the value of a Cookie header, without quotes around it; pairs that are
/// none are passed over.
std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

/// A cookie to set. The defaults are the safe ones.
struct SetCookie {
  std::string name;   ///< a token
  std::string value;  ///< visible ASCII without quotes, commas, semicolons and backslashes
  std::string path = "/";
  std::optional<std::chrono::seconds> max_age;  ///< missing: until the browser ends; 0 removes the cookie
  bool secure = true;
  bool http_only = true;
  std::string_view same_site = "Lax";
};

/// The value of the Set-Cookie header. Asserts that name, value and path may stand there: they are ours.
std::string set_cookie_text(const SetCookie& cookie);

}  // namespace theta::http
