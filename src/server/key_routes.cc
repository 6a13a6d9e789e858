#include "database/api_keys.h"
#include "jobs/job_fields.h"
#include "server/account_records.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

constexpr uint64_t kUsualDays = 90;
constexpr uint64_t kMostDays = 3650;

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const auto listing, database::ApiKeys(*app.services.database).list(call.caller.user, page));
  return json_answer(200, list_json(listing, key_json));
}

Result<http::Response> create(Application& app, Call& call) {
  if (!app.access.accounts)
    return make_error(ErrorKind::kConflict, "this server has no accounts, and needs no keys");
  THETA_ASSIGN(const formats::Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "an API key");
  std::string name;
  std::vector<std::string> names;
  uint64_t days = kUsualDays;
  fields.require("name");
  fields.require("scopes");
  fields.take("name", name);
  fields.take("scopes", names);
  fields.take_between("expires_in_days", days, 1, kMostDays);
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_RETURN_IF_ERROR(check_name(name, "body: name"));
  THETA_ASSIGN(const accounts::Scopes scopes, accounts::parse_scopes(names, "body: scopes"));
  if (scopes.admin && !call.caller.admin) return bad_input("body: scopes: admin is for admins alone");
  THETA_ASSIGN(const accounts::NewKey key, app.accounts.make_key(call.caller.user, name, scopes,
                                                                 static_cast<int64_t>(days), call.client()));
  formats::Json json = key_json(key.row);
  json["key"] = key.text.reveal();
  http::Response response = json_answer(201, json);
  response.set("Location", "/api/auth/keys/" + key.row.id.text());
  return std::move(response.as_is());
}

Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::ApiKeyId>(call.request.param("id"), "the API key"));
  THETA_RETURN_IF_ERROR(database::ApiKeys(*app.services.database).remove(call.caller.user, id));
  return no_content();
}

}  // namespace

// A key cannot make keys: one that may little could make one that may all.
void add_key_routes(Routes& routes) {
  routes.add("GET", "/api/auth/keys", list);
  routes.add_json("POST", "/api/auth/keys", create, {}, Access::kSession);
  routes.add("DELETE", "/api/auth/keys/{id}", remove, {}, Access::kSession);
}

}  // namespace theta::server
