#include "cache/redis_address.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace theta::cache {
namespace {

std::optional<unsigned char> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned char>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned char>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned char>(c - 'A' + 10);
  return std::nullopt;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const auto high = hex_value(text[i + 1]);
    const auto low = hex_value(text[i + 2]);
    if (!high || !low) return std::nullopt;
    decoded += static_cast<char>(*high << 4 | *low);
    i += 2;
  }
  return decoded;
}

template <typename Number>
bool parse_number(std::string_view text, Number& value) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size();
}

Error wrong(const char* what) {
  return usage_error("the address of Redis {}; it reads redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]",
                     what);
}

Status parse_host(std::string_view place, RedisAddress& address) {
  std::string_view port;
  if (place.starts_with('[')) {
    const size_t end = place.find(']');
    if (end == std::string_view::npos) return wrong("has a bracket that is not closed");
    address.host = place.substr(1, end - 1);
    port = place.substr(end + 1);
  } else {
    address.host = place.substr(0, place.find(':'));
    port = place.substr(address.host.size());
  }
  if (address.host.empty()) return wrong("names no host");
  if (port.empty()) return {};
  if (port[0] != ':' || !parse_number(port.substr(1), address.port) || address.port == 0)
    return wrong("has no port number behind its host");
  return {};
}

}  // namespace

std::string RedisAddress::shown() const {
  return fmt::format("{}:{}/{}", host, port, database);
}

Result<RedisAddress> parse_redis_url(std::string_view url) {
  constexpr std::string_view kScheme = "redis://";
  if (url.starts_with("rediss://")) return wrong("asks for TLS, which is not supported");
  if (!url.starts_with(kScheme)) return wrong("does not start with redis://");
  url.remove_prefix(kScheme.size());
  RedisAddress address;
  const size_t at = url.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view who = url.substr(0, at);
    const size_t colon = who.find(':');
    if (colon == std::string_view::npos) return wrong("has no colon before its password");
    const auto user = percent_decoded(who.substr(0, colon));
    const auto password = percent_decoded(who.substr(colon + 1));
    if (!user || !password) return wrong("has a percent sign that is not followed by two hexadecimal digits");
    address.user = *user;
    address.password = *password;
    url.remove_prefix(at + 1);
  }
  const size_t slash = url.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view database = url.substr(slash + 1);
    if (!database.empty() && !parse_number(database, address.database))
      return wrong("has no database number behind its slash");
    url = url.substr(0, slash);
  }
  THETA_RETURN_IF_ERROR(parse_host(url, address));
  return address;
}

}  // namespace theta::cache
