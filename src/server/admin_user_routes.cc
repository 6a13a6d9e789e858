#include "accounts/password_rules.h"
#include "accounts/tokens.h"
#include "jobs/job_fields.h"
#include "server/account_records.h"
#include "server/audit_note.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr size_t kMadeUpLength = 20;  // characters of a password that an admin hands on

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const auto listing, database::Users(*app.services.database).list_for_admin(page));
  return json_answer(200, list_json(listing, admin_user_json));
}

// The password that the admin chose, else one that is made up and told in the answer.
struct ChosenPassword {
  Secret password;
  bool made_up = false;
};

ChosenPassword choose(std::string given, std::string_view email) {
  if (!given.empty()) return {Secret(std::move(given)), false};
  for (;;) {
    ChosenPassword made = {Secret(accounts::new_token().reveal().substr(0, kMadeUpLength)), true};
    // Once in a long while one holds a short name by chance.
    if (accounts::check_password(made.password, email, "").ok()) return made;
  }
}

http::Response user_answer(int status, const database::User& user, const ChosenPassword& chosen) {
  Json json = admin_user_json(user);
  json["password"] = chosen.made_up ? Json(chosen.password.reveal()) : Json();
  http::Response response = json_answer(status, json);
  return std::move(response.as_is());
}

void take_role(jobs::JobFields& fields, std::optional<database::Role>& role) {
  std::string name;
  fields.take_choice("role", name, {"user", "admin"});
  if (!name.empty()) role = name == "admin" ? database::Role::kAdmin : database::Role::kUser;
}

Result<http::Response> create(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "an account");
  std::string email;
  std::string name;
  std::string given;
  std::optional<database::Role> role;
  fields.require("email");
  fields.take("email", email);
  fields.take("name", name);
  fields.take("password", given);
  take_role(fields, role);
  THETA_RETURN_IF_ERROR(fields.finish());
  if (name.empty()) name = email;
  THETA_RETURN_IF_ERROR(check_name(name, "body: name"));
  const ChosenPassword chosen = choose(std::move(given), email);
  THETA_ASSIGN(const database::User user,
               app.accounts.add(email, name, chosen.password, role.value_or(database::Role::kUser)));
  note(app, call, "user.create", user.id.text(), {{"role", user_json(user)["role"]}});
  return user_answer(201, user, chosen);
}

// null takes a quota of the user's own away, so that the server's setting holds.
void take_quota(jobs::JobFields& fields, const char* name, std::optional<int64_t>& quota) {
  const Json* const value = fields.find(name);
  if (value == nullptr) return;
  if (value->is_null()) {
    quota.reset();
    return;
  }
  uint64_t number = 0;
  fields.take_between(name, number, 0, 1e15);
  quota = static_cast<int64_t>(number);
}

Status read_quotas(const Json& json, database::Quotas& quotas) {
  jobs::JobFields fields(json, "body: quotas", "the quotas");
  take_quota(fields, "max_bytes", quotas.max_bytes);
  take_quota(fields, "max_datasets", quotas.max_datasets);
  take_quota(fields, "max_queued", quotas.max_queued);
  take_quota(fields, "max_running", quotas.max_running);
  take_quota(fields, "max_requests", quotas.max_requests);
  return fields.finish();
}

Result<database::User> user_of(Application& app, const Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::UserId>(call.request.param("id"), "the user"));
  return database::Users(*app.services.database).get(id);
}

struct UserChange {
  std::optional<std::string> name;
  std::optional<database::Role> role;
  std::optional<bool> disabled;
  std::optional<database::Quotas> quotas;
};

Result<UserChange> read_change(const Json& body, const database::User& user) {
  jobs::JobFields fields(body, "body", "an account");
  UserChange change;
  fields.take("name", change.name);
  take_role(fields, change.role);
  fields.take("disabled", change.disabled);
  const Json* const quotas = fields.find("quotas");
  THETA_RETURN_IF_ERROR(fields.finish());
  if (change.name) THETA_RETURN_IF_ERROR(check_name(*change.name, "body: name"));
  if (quotas != nullptr) {
    change.quotas = user.quotas;
    THETA_RETURN_IF_ERROR(read_quotas(*quotas, *change.quotas));
  }
  return change;
}

Status apply(Application& app, const database::UserId& id, const UserChange& change) {
  database::Users users(*app.services.database);
  if (change.name) THETA_RETURN_IF_ERROR(users.rename(id, *change.name));
  if (change.quotas) THETA_RETURN_IF_ERROR(users.set_quotas_for_admin(id, *change.quotas));
  if (change.role) THETA_RETURN_IF_ERROR(users.set_role_for_admin(id, *change.role));
  if (change.disabled) THETA_RETURN_IF_ERROR(users.set_disabled_for_admin(id, *change.disabled));
  return {};
}

Result<http::Response> change(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_ASSIGN(const database::User user, user_of(app, call));
  THETA_ASSIGN(const UserChange change, read_change(body, user));
  // So that there is always an admin left.
  const bool loses = change.disabled.value_or(false) || change.role == database::Role::kUser;
  if (loses && user.id == call.caller.user)
    return make_error(ErrorKind::kConflict,
                      "you cannot disable yourself or stop being an admin; ask another");
  THETA_RETURN_IF_ERROR(apply(app, user.id, change));
  note(app, call, "user.change", user.id.text(), body);
  THETA_ASSIGN(const database::User changed, database::Users(*app.services.database).get(user.id));
  return json_answer(200, admin_user_json(changed));
}

Result<http::Response> reset_password(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "a change of password");
  std::string given;
  fields.take("password", given);
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_ASSIGN(const database::User user, user_of(app, call));
  const ChosenPassword chosen = choose(std::move(given), user.email);
  THETA_RETURN_IF_ERROR(app.accounts.reset_password(user, chosen.password));
  note(app, call, "user.password", user.id.text());
  return user_answer(200, user, chosen);
}

}  // namespace

void add_admin_user_routes(Routes& routes) {
  routes.add("GET", "/api/admin/users", list, {}, Access::kAdmin);
  routes.add_json("POST", "/api/admin/users", create, {}, Access::kAdmin);
  routes.add_json("PATCH", "/api/admin/users/{id}", change, {}, Access::kAdmin);
  routes.add_json("POST", "/api/admin/users/{id}/password", reset_password, {}, Access::kAdmin);
}

}  // namespace theta::server
