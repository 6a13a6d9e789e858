#include "database/audit.h"
#include "server/account_records.h"
#include "server/audit_note.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

Result<http::Response> audit(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request, {"user_id", "action"}));
  database::AuditFilter filter;
  if (const auto text = call.request.query("user_id")) {
    THETA_ASSIGN(filter.actor, read_id<database::UserId>(*text, "query: user_id: the user"));
  }
  if (const auto action = call.request.query("action")) filter.action = std::string(*action);
  THETA_ASSIGN(const auto listing, database::Audit(*app.services.database).list_for_admin(filter, page));
  return json_answer(200, list_json(listing, audit_json));
}

Result<http::Response> settings(Application& app, Call&) {
  return json_answer(200, settings_json(app.settings.get()));
}

Result<http::Response> change_settings(Application& app, Call& call) {
  THETA_ASSIGN(const formats::Json body, read_json_body(call.request));
  THETA_ASSIGN(const ServerSettings changed, app.settings.change(body));
  note(app, call, "settings.change", "", body);
  return json_answer(200, settings_json(changed));
}

}  // namespace

void add_admin_routes(Routes& routes) {
  routes.add("GET", "/api/admin/audit", audit, {}, Access::kAdmin);
  routes.add("GET", "/api/admin/settings", settings, {}, Access::kAdmin);
  routes.add_json("PATCH", "/api/admin/settings", change_settings, {}, Access::kAdmin);
}

}  // namespace theta::server
