#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace theta {

/// Bytes as hexadecimal digits in lower case.
std::string hex(std::string_view bytes);

/// Bytes as Base64 with padding (RFC 4648, section 4, by OpenSSL).
std::string base64(std::string_view bytes);
/// The bytes of such a text; nothing for any other.
std::optional<std::string> base64_decoded(std::string_view text);

}  // namespace theta
