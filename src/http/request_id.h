#pragma once

#include <string>
#include <string_view>

namespace theta::http {

/// 128 random bits as 22 characters of base64url. They name a request; they guard nothing.
std::string make_request_id();

/// Whether an id from a proxy may be taken over: 8 to 64 letters, digits, - and _.
bool is_request_id(std::string_view id);

}  // namespace theta::http
