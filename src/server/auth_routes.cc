#include "accounts/tokens.h"
#include "jobs/job_fields.h"
#include "server/account_records.h"
#include "server/first_admin.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "server/session_cookie.h"

namespace theta::server {
namespace {

using formats::Json;

Status need_accounts(const Application& app) {
  if (app.access.accounts) return {};
  return make_error(ErrorKind::kConflict, "this server has no accounts; theta serve --accounts has");
}

accounts::Client client_of(const http::Request& request) {
  return {request.peer().address, std::string(request.header_or_empty("User-Agent"))};
}

Json quotas_json(Limits& limits, const Caller& caller) {
  const auto number = [](const std::optional<int64_t>& value) { return value ? Json(*value) : Json(); };
  const database::Quotas quotas = limits.of(caller);
  return {{"max_bytes", number(quotas.max_bytes)},
          {"max_datasets", number(quotas.max_datasets)},
          {"max_queued", number(quotas.max_queued)},
          {"max_running", number(quotas.max_running)},
          {"max_requests", number(quotas.max_requests)}};
}

// What has no place in a log, such as a password, leaves the body here and goes on as a Secret.
struct Credentials {
  std::string email;
  std::string name;
  Secret password;
};

Result<Credentials> read_credentials(http::Request& request, bool with_name) {
  THETA_ASSIGN(const Json body, read_json_body(request));
  jobs::JobFields fields(body, "body", with_name ? "an account" : "a login");
  Credentials credentials;
  std::string password;
  fields.require("email");
  fields.require("password");
  fields.take("email", credentials.email);
  fields.take("password", password);
  if (with_name) fields.take("name", credentials.name);
  THETA_RETURN_IF_ERROR(fields.finish());
  credentials.password = Secret(std::move(password));
  return credentials;
}

http::Response login_answer(int status, const http::Request& request, const accounts::Login& login) {
  http::Response response = json_answer(
      status, {{"user", user_json(login.user)}, {"csrf_token", accounts::csrf_token(login.token).reveal()}});
  set_session_cookie(request, login.token, response);
  return std::move(response.as_is());
}

Result<http::Response> log_in(Application& app, http::Request& request) {
  THETA_RETURN_IF_ERROR(need_accounts(app));
  THETA_RETURN_IF_ERROR(app.limits.admit_stranger(request.peer().address));
  THETA_ASSIGN(const Credentials credentials, read_credentials(request, false));
  THETA_ASSIGN(const accounts::Login login,
               app.accounts.log_in(credentials.email, credentials.password, client_of(request)));
  request.set_user(login.user.id.text());
  return login_answer(200, request, login);
}

Result<http::Response> register_account(Application& app, http::Request& request) {
  THETA_RETURN_IF_ERROR(need_accounts(app));
  THETA_RETURN_IF_ERROR(app.limits.admit_stranger(request.peer().address));
  if (!app.settings.get().registration_open)
    return make_error(ErrorKind::kForbidden, "registration is closed; ask an admin for an account");
  THETA_ASSIGN(const Credentials credentials, read_credentials(request, true));
  const std::string& name = credentials.name.empty() ? credentials.email : credentials.name;
  THETA_RETURN_IF_ERROR(check_name(name, "body: name"));
  THETA_RETURN_IF_ERROR(app.limits.admit_registration(request.peer().address));
  THETA_RETURN_IF_ERROR(
      app.accounts.add(credentials.email, name, credentials.password, database::Role::kUser).status());
  THETA_ASSIGN(const accounts::Login login,
               app.accounts.log_in(credentials.email, credentials.password, client_of(request)));
  request.set_user(login.user.id.text());
  return login_answer(201, request, login);
}

Result<http::Response> log_out(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(need_accounts(app));
  THETA_RETURN_IF_ERROR(app.accounts.log_out(call.caller.user, *call.caller.session, call.client()));
  http::Response response = no_content();
  remove_session_cookie(call.request, response);
  return response;
}

Result<http::Response> me(Application& app, Call& call) {
  THETA_ASSIGN(const database::User user, database::Users(*app.services.database).get(call.caller.user));
  THETA_ASSIGN(const int64_t bytes, app.limits.stored_bytes(user.id));
  const Secret& csrf = call.caller.csrf_token;
  http::Response response = json_answer(200, {{"accounts", app.access.accounts},
                                              {"user", user_json(user)},
                                              {"scopes", accounts::scope_names(call.caller.scopes)},
                                              {"csrf_token", csrf.empty() ? Json() : Json(csrf.reveal())},
                                              {"quotas", quotas_json(app.limits, call.caller)},
                                              {"stored_bytes", bytes}});
  return std::move(response.as_is());
}

Result<http::Response> change_password(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(need_accounts(app));
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "a change of password");
  std::string present;
  std::string next;
  fields.require("password");
  fields.require("new_password");
  fields.take("password", present);
  fields.take("new_password", next);
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_ASSIGN(const database::User user, database::Users(*app.services.database).get(call.caller.user));
  THETA_RETURN_IF_ERROR(app.accounts.change_password(
      user, Secret(std::move(present)), Secret(std::move(next)), call.caller.session, call.client()));
  if (user.id == app.services.user) forget_first_password(app.services.data);
  return no_content();
}

}  // namespace

void add_auth_routes(Routes& routes) {
  routes.add_open_json("POST", "/api/auth/login", log_in);
  routes.add_open_json("POST", "/api/auth/register", register_account);
  routes.add("POST", "/api/auth/logout", log_out, {}, Access::kSession);
  routes.add("GET", "/api/auth/me", me);
  routes.add_json("POST", "/api/auth/change-password", change_password, {}, Access::kSession);
}

}  // namespace theta::server
