#include "server/gate.h"

#include "accounts/tokens.h"
#include "base/trim.h"
#include "database/api_keys.h"
#include "database/sessions.h"
#include "database/stored.h"
#include "formats/json.h"
#include "http/characters.h"
#include "server/session_cookie.h"

namespace theta::server {
namespace {

constexpr std::string_view kScheme = "Bearer ";

// The key behind the scheme.
Secret key_in(std::string_view authorization) {
  return Secret(std::string(trimmed(authorization.substr(kScheme.size()))));
}

Caller caller_of(const database::User& user) {
  return {.user = user.id, .admin = user.role == database::Role::kAdmin, .quotas = user.quotas};
}

accounts::Scopes scopes_of(const database::ApiKey& key) {
  const Result<formats::Json> names = formats::parse_json(key.scopes_json, "scopes");
  if (!names.ok()) return {};
  const Result<accounts::Scopes> scopes =
      accounts::parse_scopes(names.value().get<std::vector<std::string>>(), "scopes");
  return scopes.ok() ? scopes.value() : accounts::Scopes();
}

Error forbidden(std::string_view message) {
  return make_error(ErrorKind::kForbidden, "{}", message);
}

Status check_access(const Caller& caller, Access access, std::string_view method) {
  if (access == Access::kByMethod) access = is_safe_method(method) ? Access::kRead : Access::kWrite;
  switch (access) {
    case Access::kRead:
      if (!caller.scopes.read) return forbidden("the API key may not read");
      break;
    case Access::kWrite:
      if (!caller.scopes.write) return forbidden("the API key may not change anything");
      break;
    case Access::kAdmin:
      if (!caller.admin) return forbidden("only an admin may do this");
      if (!caller.scopes.admin) return forbidden("the API key was not made for the work of an admin");
      break;
    case Access::kSession:
      if (!caller.session) return forbidden("an API key may not do this; log in");
      break;
    case Access::kByMethod:
      break;
  }
  return {};
}

}  // namespace

bool is_safe_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

Result<Caller> Gate::by_key(std::string_view authorization) {
  if (!http::same_ignoring_case(authorization.substr(0, kScheme.size()), kScheme))
    return make_error(ErrorKind::kNotLoggedIn, "Authorization: must be Bearer and an API key");
  THETA_ASSIGN(const auto found, accounts_.find_key(key_in(authorization)));
  Caller caller = caller_of(found.user);
  caller.scopes = scopes_of(found.credential);
  return caller;
}

// A page of another origin can have the browser send the cookie along, but it cannot read the CSRF token.
Result<Caller> Gate::by_session(const http::Request& request) {
  const Secret token = session_token(request);
  if (token.empty()) return make_error(ErrorKind::kNotLoggedIn, "log in, or send an API key");
  THETA_ASSIGN(const auto found, accounts_.find_session(token));
  Caller caller = caller_of(found.user);
  caller.session = found.credential.id;
  caller.csrf_token = accounts::csrf_token(token);
  if (!is_safe_method(request.method()) &&
      !accounts::same_secret(request.header_or_empty("X-CSRF-Token"), caller.csrf_token.reveal()))
    return forbidden("X-CSRF-Token: is missing or not that of this session; /api/auth/me tells it");
  return caller;
}

Result<Caller> Gate::identify(const http::Request& request) {
  const std::string_view authorization = request.header_or_empty("Authorization");
  return authorization.empty() ? by_session(request) : by_key(authorization);
}

std::function<bool()> Gate::watch(const http::Request& request) const {
  if (!has_accounts_) return [] { return true; };
  const auto holds = [](const auto& found) {
    return found.ok() || found.error().kind != ErrorKind::kNotFound;
  };
  database::Database& database = *services_.database;
  const std::string_view authorization = request.header_or_empty("Authorization");
  if (authorization.empty()) {
    return [&database, holds, hash = accounts::token_hash(session_token(request))] {
      return holds(database::Sessions(database).find_by_token(hash));
    };
  }
  return [&database, holds, hash = accounts::token_hash(key_in(authorization))] {
    return holds(database::ApiKeys(database).find_by_key(hash));
  };
}

Result<Caller> Gate::enter(http::Request& request, Access access) {
  if (!has_accounts_) return Caller{.user = services_.user, .admin = true};
  Result<Caller> caller = identify(request);
  if (!caller.ok()) {
    THETA_RETURN_IF_ERROR(limits_.admit_stranger(request.peer().address));
    return caller;
  }
  request.set_user(caller.value().user.text());
  THETA_RETURN_IF_ERROR(limits_.admit_request(caller.value()));
  THETA_RETURN_IF_ERROR(check_access(caller.value(), access, request.method()));
  return caller;
}

}  // namespace theta::server
