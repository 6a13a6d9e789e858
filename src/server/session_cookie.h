#pragma once

#include "base/secret.h"
#include "http/request.h"
#include "http/response.h"

namespace theta::server {

/// The token in the session cookie of a request; empty when there is none. Over HTTPS the cookie is
/// "__Host-theta-session", which browsers take from this host and over HTTPS alone; over plain HTTP, where
/// they would not keep such a one, "theta-session".
Secret session_token(const http::Request& request);

/// Has the browser keep the token, out of reach of scripts.
void set_session_cookie(const http::Request& request, const Secret& token, http::Response& response);
void remove_session_cookie(const http::Request& request, http::Response& response);

}  // namespace theta::server
