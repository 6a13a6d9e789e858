#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "http/request.h"

namespace theta::server {

/// The SHA-256 that Repr-Digest (RFC 9530) names of the whole file, `sha-256=:BASE64:`, in lower-case
/// hexadecimal; nothing without the field or with other algorithms alone.
Result<std::optional<std::string>> announced_sha256(const http::Request& request);

}  // namespace theta::server
