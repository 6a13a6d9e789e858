#include "server/session_cookie.h"

#include "accounts/accounts.h"

namespace theta::server {
namespace {

http::SetCookie cookie_for(const http::Request& request) {
  http::SetCookie cookie;
  cookie.secure = request.peer().encrypted;
  cookie.name = cookie.secure ? "__Host-theta-session" : "theta-session";
  return cookie;
}

}  // namespace

Secret session_token(const http::Request& request) {
  return Secret(std::string(request.cookie(cookie_for(request).name).value_or("")));
}

void set_session_cookie(const http::Request& request, const Secret& token, http::Response& response) {
  http::SetCookie cookie = cookie_for(request);
  cookie.value = token.reveal();
  cookie.max_age = std::chrono::seconds(accounts::Accounts::kLongestSessionMs / 1000);
  response.cookie(cookie);
}

void remove_session_cookie(const http::Request& request, http::Response& response) {
  http::SetCookie cookie = cookie_for(request);
  cookie.max_age = std::chrono::seconds(0);
  response.cookie(cookie);
}

}  // namespace theta::server
