#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace theta {

/// Seconds since 1970 as header fields of HTTP write them: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(int64_t unix_seconds);

/// Reads that form and no other (the two older ones of RFC 9110 are no longer sent by anybody).
std::optional<int64_t> parse_http_date(std::string_view text);

}  // namespace theta
