#pragma once

#include <optional>

#include "http/request.h"
#include "http/response.h"

namespace theta::server {

/// Whether this address is one of the machine itself: 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view address);

/// A server without logins trusts whoever reaches it, and any page that a browser of this machine shows could
/// reach it. So requests must name the machine as their host (a foreign name that resolves to 127.0.0.1 does
/// not), and what changes something must not come from a page of another origin. The answer for those that do
/// not hold to it.
std::optional<http::Response> refuse_foreign(const http::Request& request);

}  // namespace theta::server
