#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"
#include "server/access.h"

namespace theta::server {

/// Whether an address is this machine's own: 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view address);
/// Whether a text is an IPv4 or IPv6 address.
bool is_address(std::string_view text);

/// Browsers let any page send requests, also to servers that only the user's machine can reach. Refuses
/// (403) changes that pages of foreign origins ask for; without accounts also requests for hosts that are not
/// this machine, which is how a foreign name that resolves to 127.0.0.1 would look; with accounts those that
/// come over other networks without HTTPS. Answers the preflights of the origins that may use the API.
std::optional<http::Response> guard(const AccessOptions& options, const http::Request& request);

/// Tells browsers that pages of an origin that may use the API may read the answer.
void allow_origin(const AccessOptions& options, const http::Request& request, http::Response& response);

/// An origin as browsers write it: "https://HOST" or "http://HOST", with ":PORT" if it is not the scheme's.
/// kUsage, starting with `place`, for anything else.
Status check_origin(std::string_view origin, std::string_view place);

}  // namespace theta::server
