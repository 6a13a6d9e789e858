#pragma once

#include <string>
#include <string_view>

namespace theta::cloud {

/// Keyed digests (RFC 2104, by OpenSSL) as raw bytes: 32 of SHA-256, 20 of SHA-1.
std::string hmac_sha256(std::string_view key, std::string_view text);
std::string hmac_sha1(std::string_view key, std::string_view text);

/// MD5 as 16 raw bytes: what Content-MD5 and the ETags of S3's parts hold. No protection against anybody.
std::string md5(std::string_view bytes);

}  // namespace theta::cloud
