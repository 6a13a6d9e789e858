#pragma once

#include <string>
#include <string_view>

namespace theta::cloud {

/// Keyed digests (RFC 2104, by OpenSSL) as raw bytes: 32 of SHA-256, 20 of SHA-1.
std::string hmac_sha256(std::string_view key, std::string_view text);
std::string hmac_sha1(std::string_view key, std::string_view text);

}  // namespace theta::cloud
